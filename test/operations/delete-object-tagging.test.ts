import { BatchOperation, JobManifest, ManifestFilter } from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, operationStatements, statementsOf } from '../fixture';

const operation = BatchOperation.deleteObjectTagging();
const allow = (Action: string | string[], Resource: string) => ({ Action, Effect: 'Allow', Resource });

test('is named as in the API', () => {
  expect(operation.name).toBe('S3DeleteObjectTagging');
});

test('has nothing to say but its name', () => {
  const stack = newStack();
  newJob(stack, { operation });

  expect(jobRequest(stack).Operation).toEqual({ S3DeleteObjectTagging: {} });
});

test('lets the role remove tags, of versions only where the manifest may name some', () => {
  expect(operationStatements(operation)).toEqual([allow('s3:DeleteObjectTagging', 'arn:aws:s3:::objects/*')]);
  expect(operationStatements(operation, { namesVersions: true })).toEqual([
    allow(['s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'], 'arn:aws:s3:::objects/*'),
  ]);
});

test('lets the role remove tags in every bucket that the manifest may name, under its prefix alone', () => {
  const stack = newStack();
  const objects = [{ bucket: bucketNamed(stack, 'first'), keyPrefix: 'logs/*' }, { bucket: bucketNamed(stack, 'second') }];

  expect(operationStatements(operation, { objects })).toEqual([
    allow('s3:DeleteObjectTagging', 'arn:aws:s3:::first/logs/${*}*'),
    allow('s3:DeleteObjectTagging', 'arn:aws:s3:::second/*'),
  ]);
});

test('lets the role of a job do nothing else', () => {
  const stack = newStack();
  newJob(stack, { operation, manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.allObjects() }) });

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow('s3:PutInventoryConfiguration', 'arn:aws:s3:::objects'),
    allow(['s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'], 'arn:aws:s3:::objects/*'),
  ]);
});

test('refuses a directory bucket', () => {
  const objects = [{ bucket: bucketNamed(newStack(), 'base--usw2-az1--x-s3') }];

  expect(bindOperation(operation, { objects }).problems).toEqual([
    '`manifest` must name no objects in directory buckets, which take only putObjectCopy and lambdaInvoke, not deleteObjectTagging, '
    + 'got: "base--usw2-az1--x-s3"',
  ]);
});
