import { type Resources, StackFixture } from './stack-fixture';
import type { BucketConfiguration } from '../../../local/src/store/object-state';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/k';

function bucket(Properties: Resources[string]['Properties']): Resources {
  return { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'box', ...Properties } } };
}

/** What the calls tell of a bucket that a template makes. */
async function madeFrom(properties: Resources[string]['Properties']) {
  const fixture = new StackFixture();
  expect(await fixture.deploy(bucket(properties))).toMatchObject({ status: 'CREATE_COMPLETE' });
  const s3 = fixture.store.asOwner();
  const box = { bucket: 'box' };
  const none = () => undefined;
  await s3.putObject({ ...box, key: 'a', body: Buffer.from('') });
  return {
    versioning: (await s3.getBucketVersioning(box)).status,
    lock: await s3.getObjectLockConfiguration(box).catch(none),
    replication: await s3.getBucketReplication(box).catch(none),
    encryption: (await s3.headObject({ ...box, key: 'a' })).encryption,
    takesAcls: await s3.putObjectAcl({ ...box, key: 'a', acl: { canned: 'public-read' } }).then(() => true, () => false),
  };
}

const byDefault = (SSEAlgorithm: string, KMSMasterKeyID?: string) => ({
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{
      BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm, ...(KMSMasterKeyID && { KMSMasterKeyID }) },
    }],
  },
});

// CloudFormation Template Reference, AWS::S3::Bucket
test.each<[string, Resources[string]['Properties'], object]>([
  ['nothing', {}, { versioning: undefined, lock: undefined, replication: undefined, encryption: { type: 'SSE-S3' }, takesAcls: false }],
  ['versions', { VersioningConfiguration: { Status: 'Enabled' } }, { versioning: 'Enabled' }],
  ['suspended versions', { VersioningConfiguration: { Status: 'Suspended' } }, { versioning: undefined }],
  ['Object Lock', { ObjectLockEnabled: true }, { versioning: 'Enabled', lock: {} }],
  ['default retention', {
    ObjectLockEnabled: true, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 7 } } },
  }, { lock: { defaultRetention: { mode: 'COMPLIANCE', days: 7 } } }],
  ['default retention in years', { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Years: 1 } } } }, {
    versioning: 'Enabled', lock: { defaultRetention: { mode: 'GOVERNANCE', years: 1 } },
  }],
  ['encryption by S3', byDefault('AES256'), { encryption: { type: 'SSE-S3' } }],
  ['encryption by a key', byDefault('aws:kms', KEY), { encryption: { type: 'SSE-KMS', keyArn: KEY, bucketKeyEnabled: true } }],
  ['twofold encryption', byDefault('aws:kms:dsse', KEY), { encryption: { type: 'DSSE-KMS', keyArn: KEY } }],
  ['encryption by the key of S3', byDefault('aws:kms'), { encryption: { type: 'SSE-KMS', keyArn: 'arn:aws:kms:us-east-1:111122223333:alias/aws/s3' } }],
  ['ACLs', { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }, { takesAcls: true }],
  ['no ACLs', { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }, { takesAcls: false }],
])('makes a bucket with %s', async (_what, properties, expected) => {
  expect(await madeFrom(properties)).toMatchObject(expected);
});

const ruleOf = { Id: 'all', Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copies' } };
const said = { enabled: true, priority: 0, destination: { bucket: 'copies', ownerOverride: false }, replicatesKms: false, replicatesReplicaModifications: false };

type Rule = NonNullable<BucketConfiguration['replication']>['rules'][number];

test.each<[string, { [name: string]: unknown }, Partial<Rule>]>([
  ['of everything', {}, {}],
  ['that is disabled', { Status: 'Disabled' }, { enabled: false }],
  ['with a priority', { Priority: 3 }, { priority: 3 }],
  ['of a prefix of its own', { Prefix: 'p/' }, { prefix: 'p/' }],
  ['of a prefix', { Filter: { Prefix: 'p/' } }, { prefix: 'p/' }],
  ['of a tag', { Filter: { TagFilter: { Key: 'k', Value: 'v' } } }, { tags: [{ Key: 'k', Value: 'v' }] }],
  ['of both', { Filter: { And: { Prefix: 'p/', TagFilters: [{ Key: 'k', Value: 'v' }] } } }, { prefix: 'p/', tags: [{ Key: 'k', Value: 'v' }] }],
  ['of what is under keys', { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } } }, { replicatesKms: true }],
  ['of what is changed in replicas', { SourceSelectionCriteria: { ReplicaModifications: { Status: 'Enabled' } } }, { replicatesReplicaModifications: true }],
  ['to another account, class, key and owner', {
    Destination: {
      ...ruleOf.Destination,
      Account: '999999999999',
      StorageClass: 'GLACIER',
      EncryptionConfiguration: { ReplicaKmsKeyID: KEY },
      AccessControlTranslation: { Owner: 'Destination' },
    },
  }, { destination: { bucket: 'copies', account: '999999999999', storageClass: 'GLACIER', replicaKeyArn: KEY, ownerOverride: true } }],
])('reads a rule of replication %s', async (_what, changes, expected) => {
  const { replication } = await madeFrom({
    VersioningConfiguration: { Status: 'Enabled' },
    ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ ...ruleOf, ...changes }] },
  } as Resources[string]['Properties']);
  expect(replication).toEqual({ roleArn: 'arn:aws:iam::111122223333:role/r', rules: [{ id: 'all', ...said, ...expected }] });
});

test('an update changes what a bucket is like, but not whether it has versions', async () => {
  const fixture = new StackFixture();
  await fixture.deploy(bucket({}));
  expect(await fixture.deploy(bucket(byDefault('aws:kms', KEY)))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  const s3 = fixture.store.asOwner();
  await s3.putObject({ bucket: 'box', key: 'a', body: Buffer.from('') });
  expect((await s3.headObject({ bucket: 'box', key: 'a' })).encryption).toMatchObject({ keyArn: KEY });
  expect(await fixture.deploy(bucket({ ObjectLockEnabled: true }))).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringContaining('no versions') });
});

test('says what a bucket is like that was seeded before', async () => {
  const fixture = new StackFixture();
  fixture.store.createBucket('box');
  await fixture.deploy(bucket({}));
  expect(fixture.store.storedObjects.isUndescribed({ bucket: 'box' })).toBe(false);
});

test.each<[string, Resources[string]['Properties']]>([
  ['SSEAlgorithm', byDefault('rot13')],
  ['ObjectOwnership', { OwnershipControls: { Rules: [{ ObjectOwnership: 'Nobody' }] } }],
  ['Mode', { ObjectLockEnabled: true, ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'SOFT', Days: 1 } } } }],
])('refuses a `%s` that there isn\'t', async (name, properties) => {
  expect(await new StackFixture().deploy(bucket(properties))).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining(`\`${name}\``) });
});
