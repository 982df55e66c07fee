import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchJob, CompletionReport } from '../src';
import { MANIFESTS, newKey, OPERATIONS } from './every-operation';
import { newStack } from './fixture';
import type { OperationName } from '../src/private/contract';

const BUCKETS: Record<string, (stack: Stack) => s3.IBucket> = {
  plain: (stack) => new s3.Bucket(stack, 'Objects'),
  versioned: (stack) => new s3.Bucket(stack, 'Objects', { versioned: true, objectLockEnabled: true }),
  KMS: (stack) => new s3.Bucket(stack, 'Objects', { encryption: s3.BucketEncryption.KMS, encryptionKey: newKey(stack, 'OldKey') }),
};

/** What is refused, and the fact that it is for. */
const REFUSED: Record<string, string> = {
  // S3 User Guide, "Replicating existing objects": a list of one's own names the versions of its objects
  'S3ReplicateObject CSV': 'version',
};

const outcomes: string[][] = [];
afterAll(() => {
  const line = (cells: string[]) => `  ${cells.map((cell, index) => cell.padEnd(index === 0 ? 26 : 24)).join('')}`;
  const columns = Object.keys(MANIFESTS);
  const rows = Object.keys(OPERATIONS).map((operation) => [operation, ...columns.map((manifest) => (
    [...new Set(outcomes.filter(([o, m]) => o === operation && m === manifest).map(([, , outcome]) => outcome))].join(' / ')
  ))]);
  process.stderr.write(['', 'each operation by each manifest, over plain, versioned and KMS-encrypted buckets:', line(['', ...columns]), ...rows.map(line), ''].join('\n'));
});

/** The actions that a job's role has, on objects' keys aside. */
const cells = Object.keys(OPERATIONS).flatMap((operation) => Object.keys(MANIFESTS).flatMap((manifest) => (
  Object.keys(BUCKETS).map((bucket) => [operation as OperationName, manifest, bucket] as const)
)));

test.each(cells)('%s by %s, %s', (operation, manifest, bucket) => {
  const stack = newStack();
  const declare = () => new BatchJob(stack, 'Job', {
    operation: OPERATIONS[operation](stack),
    manifest: MANIFESTS[manifest](stack, BUCKETS[bucket](stack)),
    report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports')),
  });

  const refusal = REFUSED[`${operation} ${manifest}`];
  if (refusal !== undefined) {
    expect(declare).toThrow(refusal);
    outcomes.push([operation, manifest, 'refused']);
    return;
  }
  declare();
  // the assertion library looks for circles itself
  const template = Template.fromStack(stack);
  template.resourceCountIs('Custom::S3BatchJob', 1);
  const errors = Annotations.fromStack(stack).findError('*', Match.anyValue());
  expect(errors).toEqual([]);
  outcomes.push([operation, manifest, 'synthesizes']);
});

test.each(Object.keys(OPERATIONS))('%s may use no version\'s action where no version is named, and no key where none encrypts', (operation) => {
  const stack = newStack();
  if (operation === 'S3ReplicateObject') {
    return;
  }
  new BatchJob(stack, 'Job', {
    operation: OPERATIONS[operation as OperationName](stack),
    manifest: MANIFESTS.CSV(stack, BUCKETS.plain(stack)),
    report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports')),
  });
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith('JobRole'));
  const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    // the manifest's own version is pinned
    .filter(({ Resource }) => !JSON.stringify(Resource).includes('m.csv'));
  const actions = statements.flatMap(({ Action }) => Action).map(String);

  expect(actions.filter((action) => action.includes('Version'))).toEqual([]);
  expect(actions.filter((action) => action.startsWith('kms:')).length > 0).toBe(operation === 'S3UpdateObjectEncryption');
});
