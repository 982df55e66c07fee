import { CloudFormationClient, DescribeStacksCommand, type CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import type { StackControl } from './job-control';
import { call } from './sdk-errors';
import { HTTP_LIMITS } from './sdk-http-limits';

/** {@link StackControl} by the AWS SDK. */
export function sdkStackControl(config: CloudFormationClientConfig = {}): StackControl {
  const client = new CloudFormationClient({ requestHandler: HTTP_LIMITS, maxAttempts: 6, ...config });
  const describe = async (stackId: string) => (await call(() => client.send(new DescribeStacksCommand({ StackName: stackId })))).Stacks?.[0];
  return {
    statusOf: async (stackId) => (await describe(stackId))?.StackStatus ?? '',
    lastUpdatedAt: async (stackId) => (await describe(stackId))?.LastUpdatedTime,
  };
}
