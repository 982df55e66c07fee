import { CfnParameter, Tags } from 'aws-cdk-lib';
import { readJobInput } from '../lambda/job-input';
import { BatchOperation, WaitFor } from '../src';
import { jobResource, newJob, newStack } from './fixture';
import type { JobProperties } from '../src/private/contract';

test('the handler reads what the construct writes, whatever the deploy-time values hold', () => {
  const stack = newStack();
  const hostile = '"},"Operation":{"S3DeleteObjectTagging":{}},"x":{"$":0}';
  const job = newJob(stack, {
    operation: BatchOperation.putObjectTagging({ tags: { tier: new CfnParameter(stack, 'Tier').valueAsString } }),
    priority: new CfnParameter(stack, 'Priority', { type: 'Number' }).valueAsNumber,
    waitFor: WaitFor.completed({ maxFailedTasks: 3 }),
    runId: '7',
  });
  Tags.of(job).add('team', 'archive');

  const deployed: Record<string, string> = { Tier: hostile, Priority: '5' };
  const properties = jobResource(stack).Properties as JobProperties;
  const values = (properties.Values as unknown[]).map((value) => deployed[(value as { Ref: string }).Ref] ?? 'arn:aws:iam::111122223333:role/job');

  expect(readJobInput({ ...properties, Values: values })).toEqual({
    request: {
      Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'tier', Value: hostile }] } },
      Report: { Enabled: false },
      Priority: '5',
      RoleArn: 'arn:aws:iam::111122223333:role/job',
      ConfirmationRequired: false,
      Description: 'Stack/Job',
      ManifestGenerator: {
        S3JobManifestGenerator: {
          SourceBucket: 'arn:aws:s3:::objects',
          EnableManifestOutput: false,
          Filter: { KeyNameConstraint: { MatchAnyPrefix: ['logs/'] } },
        },
      },
    },
    wait: { until: 'completed', timeoutSeconds: 2700, maxFailedTasks: 3 },
    tags: [{ Key: 'team', Value: 'archive' }],
    runId: '7',
  });
});
