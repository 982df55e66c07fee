import { canonicalRun } from '../../src/private/canonical';
import type { JobRequest } from '../../src/private/contract';

const request: JobRequest = {
  Operation: {
    LambdaInvoke: {
      InvocationSchemaVersion: '2.0', FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f', UserArguments: { b: '2', a: '1' },
    },
  },
  Report: { Enabled: false },
  Priority: 10,
  RoleArn: 'arn:aws:iam::111122223333:role/job',
  ConfirmationRequired: false,
  Manifest: {
    Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Key', 'Bucket'] },
    Location: { ObjectArn: 'arn:aws:s3:::manifests/m.csv', ETag: undefined },
  },
};
const at = (location: object): JobRequest => ({
  ...request, Manifest: { ...request.Manifest!, Location: { ...request.Manifest!.Location, ...location } },
});

// deployed stacks hold the hash of this text: a change of it would run every such job again
test('a function over a given manifest has this canonical form', () => {
  expect(canonicalRun(request)).toBe('{"Operation":{"LambdaInvoke":{"FunctionArn":"arn:aws:lambda:us-east-1:111122223333:function:f",'
    + '"InvocationSchemaVersion":"2.0","UserArguments":{"a":"1","b":"2"}}},"Selection":{"Location":{"ObjectArn":"arn:aws:s3:::manifests/m.csv"},'
    + '"Spec":{"Fields":["Key","Bucket"],"Format":"S3BatchOperations_CSV_20180820"}}}');
});

test.each([
  ['a given ETag', at({ ETag: 'abc' })],
  ['a given version', at({ ObjectVersionId: 'v1' })],
  ['another manifest', at({ ObjectArn: 'arn:aws:s3:::manifests/n.csv' })],
  ['another function', { ...request, Operation: { LambdaInvoke: { ...request.Operation.LambdaInvoke, FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f:2' } } }],
])('%s is another run', (_, changed) => {
  expect(canonicalRun(changed)).not.toBe(canonicalRun(request));
});
