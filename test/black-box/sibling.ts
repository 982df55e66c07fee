import { CustomResource, Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SIBLING_HEADER, waitingFor, WAITED_FOR } from './signals';
import type { BatchJob } from '../../src';

/** When another resource of a job's stack fails to be created. */
export type SiblingCourse = 'fails after the job' | 'fails while the job is waited for';

/** Adds a custom resource whose creation fails. */
export function addSibling(stack: Stack, job: BatchJob, course: SiblingCourse, signals: string): void {
  const waits = course === 'fails while the job is waited for';
  const code = `exports.handler = async ({ RequestType, ResponseURL, StackId, RequestId, LogicalResourceId }) => {
    const fails = RequestType === 'Create';
    ${waits ? `if (fails) { ${waitingFor(signals, `'${WAITED_FOR}'`, 20_000)} }` : ''}
    const answer = { StackId, RequestId, LogicalResourceId, PhysicalResourceId: 'sibling', Status: fails ? 'FAILED' : 'SUCCESS', Reason: 'the sibling fails' };
    await fetch(ResponseURL, { method: 'PUT', headers: { '${SIBLING_HEADER}': 'yes' }, body: Buffer.from(JSON.stringify(answer)) });
  };`;
  const fn = new LambdaFunction(stack, 'SiblingFunction', { runtime: Runtime.NODEJS_22_X, code: Code.fromInline(code), handler: 'index.handler', timeout: Duration.minutes(15) });
  const sibling = new CustomResource(stack, 'Sibling', { serviceToken: fn.functionArn });
  if (!waits) {
    sibling.node.addDependency(job);
  }
}
