import { Aws } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, type ManifestScope } from '../../../src';
import { scopeProblems, widestScope } from '../../../src/private/manifest/scope';
import { bucketNamed, newJob, newStack, statementsOf } from '../../fixture';

const stack = newStack();
const bucket = bucketNamed(stack, 'objects');
const other = bucketNamed(stack, 'others');
const again = s3.Bucket.fromBucketName(stack, 'Again', 'objects');
const whole = { bucket };
const logs = { bucket, keyPrefix: 'logs/' };
const later = { bucket, keyPrefix: `${Aws.REGION}/` };

test.each<[string, ManifestScope[], ManifestScope[]]>([
  ['parts of a bucket beside the whole of it', [logs, whole, later], [whole]],
  ['a prefix of a prefix', [logs, { bucket, keyPrefix: 'logs/2024/' }], [logs]],
  ['the same twice', [logs, { ...logs }], [logs]],
  ['a bucket that is imported twice', [whole, { bucket: again, keyPrefix: 'a' }], [whole]],
  ['a prefix of one that only the deployment knows', [{ bucket, keyPrefix: `${Aws.REGION}/logs` }, later], [later]],
])('leaves out %s', (_, scope, widest) => {
  expect(widestScope(scope) as readonly object[] === scope).toBe(false);
  expect(widestScope(scope).map((entry) => scope.indexOf(entry))).toEqual(widest.map((entry) => scope.indexOf(entry)));
});

test.each<[string, ManifestScope[]]>([
  ['other prefixes', [logs, { bucket, keyPrefix: 'log-files/' }, later]],
  ['another bucket', [whole, { bucket: other, keyPrefix: 'logs/' }]],
  ['a bucket that tells its key where the whole is imported without', [
    whole,
    {
      bucket: s3.Bucket.fromBucketAttributes(stack, 'WithKey', {
        bucketName: 'objects', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/abc'),
      }),
      keyPrefix: 'logs/',
    },
  ]],
])('keeps %s', (_, scope) => {
  expect(widestScope(scope).map((entry) => scope.indexOf(entry))).toEqual(scope.map((_entry, index) => index));
});

test.each([
  ['CSV', (scope: ManifestScope[], inStack = newStack()) => JobManifest.fromCsv(bucketNamed(inStack, 'manifests'), 'm.csv', { scope })],
  ['inventory', (scope: ManifestScope[], inStack = newStack()) => (
    JobManifest.fromInventoryReport(bucketNamed(inStack, 'manifests'), 'objects/daily/2024-01-01T00-00Z/manifest.json', { scope })
  )],
])('a role is allowed nothing twice by a %s', (_, manifest) => {
  const inStack = newStack();
  const objects = bucketNamed(inStack, 'objects');
  newJob(inStack, { manifest: manifest([{ bucket: objects, keyPrefix: 'logs/' }, { bucket: objects }], inStack) });

  expect(JSON.stringify(statementsOf(inStack, 'JobRole'))).toContain('arn:aws:s3:::objects/*');
  expect(JSON.stringify(statementsOf(inStack, 'JobRole'))).not.toContain('arn:aws:s3:::objects/logs/');
});

test('refuses gaps from JavaScript', () => {
  // eslint-disable-next-line no-sparse-arrays -- what JavaScript takes
  expect(scopeProblems([whole, , null])).toEqual([1, 2].map((index) => (
    `\`manifest.scope[${index}].bucket\` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined`
  )));
});

test('tells a wrong bucket together with a wrong prefix', () => {
  expect(scopeProblems([{ bucket: 'objects', keyPrefix: '' }])).toEqual([
    expect.stringMatching(/^`manifest.scope\[0\].bucket` must be a bucket/), expect.stringMatching(/^`manifest.scope\[0\].keyPrefix` must have/),
  ]);
});
