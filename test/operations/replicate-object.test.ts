import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchOperation } from '../../src';
import type { Selection } from '../../src/private/binding';
import { statementOf } from '../../src/private/role/grants';
import { bindOperation, bucketNamed, newStack } from '../fixture';

const stack = newStack();
const bucket = bucketNamed(stack, 'objects');

/** What makes the least of problems and warnings. */
const eligible: Partial<Selection> = { source: 'generated', namesVersions: true, filter: { eligibleForReplication: true } };
const bind = (selection: Partial<Selection> = {}) => bindOperation(BatchOperation.replicateObject(), { ...eligible, ...selection });
const warningsOf = (selection: Partial<Selection>) => bind(selection).warnings.map(({ id }) => id.split('.')[1]);
const refused = (way: string) => [
  `\`manifest\` must name versions for replicateObject, since S3 replicates versions of objects; ${way}, or use JobManifest.generate, `
  + 'got: a manifest without version ids',
];

test('is named as in the API', () => {
  expect(BatchOperation.replicateObject().name).toBe('S3ReplicateObject');
});

test('sends nothing but its name', () => {
  expect(bind()).toMatchObject({ request: { S3ReplicateObject: {} }, problems: [], warnings: [] });
});

test('may initiate the replication of the objects, and nothing else anywhere', () => {
  const objects = [{ bucket, keyPrefix: 'a*/' }, { bucket: bucketNamed(stack, 'others') }];

  expect(bind({ objects }).permissions.map((permission) => statementOf(permission).toStatementJson())).toEqual([
    { Action: 's3:InitiateReplication', Effect: 'Allow', Resource: 'arn:aws:s3:::objects/a${*}/*' },
    { Action: 's3:InitiateReplication', Effect: 'Allow', Resource: 'arn:aws:s3:::others/*' },
  ]);
});

test.each<[string, Partial<Selection>]>([
  ['a generated manifest', {}],
  ['a CSV with versions', { source: 'csv', filter: undefined }],
  ['an inventory with versions', { source: 'inventory', filter: undefined }],
  ['a filter by other storage classes', { filter: { eligibleForReplication: true, storageClasses: ['STANDARD', 'GLACIER_IR'] } }],
])('takes %s', (_, selection) => {
  expect(bind(selection)).toMatchObject({ problems: [], warnings: [] });
});

test.each<[string, Partial<Selection>, string]>([
  ['a CSV', { source: 'csv' }, 'give each object a version id'],
  ['an inventory', { source: 'inventory' }, 'give an inventory of all versions'],
])('refuses %s without versions', (_, selection, way) => {
  expect(bind({ ...selection, namesVersions: false }).problems).toEqual(refused(way));
});

test('says nothing of versions where the manifest has problems of its own', () => {
  expect(bind({ source: 'csv', namesVersions: false, objects: [] }).problems).toEqual([]);
});

test.each([
  [['GLACIER'], 'GLACIER'],
  [['DEEP_ARCHIVE'], 'DEEP_ARCHIVE'],
  [['DEEP_ARCHIVE', 'GLACIER', 'STANDARD'], 'DEEP_ARCHIVE, GLACIER'],
])('refuses a filter by the storage classes %j', (storageClasses, got) => {
  expect(bind({ filter: { eligibleForReplication: true, storageClasses } }).problems).toEqual([
    `\`manifest.filter.storageClasses\` must not name GLACIER or DEEP_ARCHIVE for replicateObject, which S3 doesn't replicate from, got: ${got}`,
  ]);
});

test('refuses directory buckets', () => {
  expect(bind({ objects: [{ bucket: bucketNamed(stack, 'base--use1-az5--x-s3') }] }).problems).toEqual([
    expect.stringContaining('directory buckets, which take only putObjectCopy and lambdaInvoke, not replicateObject'),
  ]);
});

test.each<[string, Partial<Selection>]>([
  ['all objects of the bucket are listed', { filter: {} }],
  ['the filter asks for others than eligible ones', { filter: { eligibleForReplication: false } }],
])('warns that tasks may fail where %s', (_, selection) => {
  expect(bind(selection).warnings).toEqual([{
    id: 'cdk-s3-batch-operations:BatchJob.replicateWithoutEligibility',
    message: 'the manifest selects objects whether or not a replication rule covers them, and the task of one that none covers fails; '
      + 'use ManifestFilter.eligibleForReplication()',
  }]);
});

describe('warns of a bucket that is seen to have no replication rules', () => {
  const at = (made: s3.IBucket | s3.CfnBucket) => warningsOf({ objects: [{ bucket: made as s3.IBucket }] });

  test('an L2, once', () => {
    const objects = [{ bucket: new s3.Bucket(newStack(), 'Bucket'), keyPrefix: 'a/' }].flatMap((selected) => [selected, { ...selected, keyPrefix: 'b/' }]);

    expect(bind({ objects }).warnings).toEqual([{
      id: 'cdk-s3-batch-operations:BatchJob.replicationNotSeen',
      message: 'the bucket Stack/Bucket has no replication rules when the job is declared, and without them S3 replicates none of its objects: '
        + 'give it `replicationRules`; acknowledge this if it gets them in another way',
    }]);
  });

  test('an L1', () => {
    expect(at(new s3.CfnBucket(newStack(), 'Bucket'))).toEqual(['replicationNotSeen']);
  });

  test('but not of one with rules, nor of an imported one', () => {
    const destination = new s3.Bucket(newStack(), 'Target', { versioned: true });
    const replicationConfiguration = { role: 'arn:aws:iam::111122223333:role/replication', rules: [] };

    expect(at(new s3.Bucket(destination.stack, 'L2', { versioned: true, replicationRules: [{ destination }] }))).toEqual([]);
    expect(at(new s3.CfnBucket(newStack(), 'L1', { replicationConfiguration }))).toEqual([]);
    expect(at(bucket)).toEqual([]);
  });
});
