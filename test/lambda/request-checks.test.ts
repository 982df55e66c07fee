import { onManifest, request } from './events';
import { requestProblems } from '../../lambda/request-checks';
import type { JobRequest } from '../../src/private/contract';

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:f';
const invoking = (options: object): JobRequest => ({ ...request, Operation: { LambdaInvoke: { FunctionArn: FUNCTION, InvocationSchemaVersion: '2.0', ...options } } });

test.each<[string, JobRequest]>([
  ['a manifest', onManifest()],
  ['the longest ETag and version', onManifest({ ETag: 'e'.repeat(1024), ObjectVersionId: 'v'.repeat(2000) })],
  ['a manifest of another partition', onManifest({ ObjectArn: 'arn:aws-cn:s3:::b/k' })],
  ['a function', invoking({})],
  ['the longest argument, and an empty one', invoking({ UserArguments: { a: 'x'.repeat(1024), b: '' } })],
])('lets %s pass', (_, asked) => {
  expect(requestProblems(asked, '111122223333')).toEqual([]);
});

test.each<[string, JobRequest, string]>([
  [
    'a manifest without a key', onManifest({ ObjectArn: 'arn:aws:s3:::manifests/' }),
    '`Manifest.Location.ObjectArn` must name an object of a bucket, as in arn:aws:s3:::bucket/key, got: arn:aws:s3:::manifests/',
  ],
  [
    'a manifest without a bucket', onManifest({ ObjectArn: 'arn:aws:s3:::/m.csv' }),
    '`Manifest.Location.ObjectArn` must name an object of a bucket, as in arn:aws:s3:::bucket/key, got: arn:aws:s3:::/m.csv',
  ],
  ['a long ETag', onManifest({ ETag: 'e'.repeat(1025) }), `\`Manifest.Location.ETag\` must have 1 to 1024 characters, got 1025: "${'e'.repeat(100)}"`],
  ['an empty ETag', onManifest({ ETag: '' }), '`Manifest.Location.ETag` must have 1 to 1024 characters, got 0: ""'],
  ['an empty version', onManifest({ ObjectVersionId: '' }), '`Manifest.Location.ObjectVersionId` must have 1 to 2000 characters, got 0: ""'],
  ['no function', invoking({ FunctionArn: '' }), '`LambdaInvoke.FunctionArn` must have 1 to 1024 characters, got 0: ""'],
  [
    'a long argument', invoking({ UserArguments: { a: 'x'.repeat(1025) } }),
    '`LambdaInvoke.UserArguments["a"]` must have at most 1024 characters, got 1025',
  ],
])('refuses %s, which only the deployment knew', (_, asked, problem) => {
  expect(requestProblems(asked, '111122223333')).toEqual([problem]);
});
