import { inDays, refusal, START } from './store-fixture';
import type { SeededObject } from '../../../local/src/store/memory-store';
import type { ObjectStore } from '../../../local/src/store/object-store';
import { FakeClock } from '../fake-clock';
import { JOB_ROLE, surroundings } from '../surroundings';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/old';
const NEW_KEY = 'arn:aws:kms:us-east-1:111122223333:key/new';
const underKms = { type: 'SSE-KMS', keyArn: KEY } as const;
const object = { bucket: 'vault', key: 'a' };
const body = Buffer.from('');
const tagSet = [{ Key: 'k', Value: 'v' }];
const retention = { mode: 'GOVERNANCE', retainUntil: inDays(1) } as const;

/** What a call needs: its own action first, as in the path `s3:PutObject vault/a`. */
interface Needs {
  readonly seeded?: Partial<SeededObject>;
  readonly call: (s3: ObjectStore, owner: ObjectStore) => Promise<unknown>;
  readonly needed: readonly string[];
}

const RETAINED = { retention: { mode: 'GOVERNANCE', retainUntil: inDays(9) } } as const;
const COPY = { bucket: 'logs', key: 'b', source: object };
const upload = async (owner: ObjectStore) => ({ ...object, ...await owner.createMultipartUpload({ ...object, encryption: underKms }) });
const onKey = (key: string, ...actions: string[]) => actions.map((action) => `kms:${action} ${key}`);
const REENCRYPTION = ['Decrypt', 'GenerateDataKey', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo'];

// Service Authorization Reference, "API operations defined by Amazon S3"; of keys: S3 User Guide, "Using server-side encryption with AWS KMS
// keys", "Multipart upload API and permissions", and API reference, UpdateObjectEncryption
const calls: { readonly [name: string]: Needs } = {
  'a lock that is looked at': {
    call: (s3) => s3.getObjectLockConfiguration({ bucket: 'vault' }), needed: ['s3:GetBucketObjectLockConfiguration vault'],
  },
  'a replication that is looked at': {
    call: (s3) => s3.getBucketReplication({ bucket: 'vault' }), needed: ['s3:GetReplicationConfiguration vault'],
  },
  'a retention that is looked at': { seeded: RETAINED, call: (s3) => s3.getObjectRetention(object), needed: ['s3:GetObjectRetention vault/a'] },
  'a retention': { call: (s3) => s3.putObjectRetention({ ...object, retention }), needed: ['s3:PutObjectRetention vault/a'] },
  'a retention of a version': { call: (s3) => s3.putObjectRetention({ ...object, versionId: 'v', retention }), needed: ['s3:PutObjectRetention vault/a'] },
  'a retention with a bypass of nothing': {
    call: (s3) => s3.putObjectRetention({ ...object, retention, bypassGovernance: true }), needed: ['s3:PutObjectRetention vault/a'],
  },
  'a retention that is bypassed': {
    seeded: RETAINED,
    call: (s3) => s3.putObjectRetention({ ...object, retention, bypassGovernance: true }),
    needed: ['s3:PutObjectRetention vault/a', 's3:BypassGovernanceRetention vault/a'],
  },
  'a legal hold that is looked at': { seeded: { legalHold: 'ON' }, call: (s3) => s3.getObjectLegalHold(object), needed: ['s3:GetObjectLegalHold vault/a'] },
  'a legal hold': { call: (s3) => s3.putObjectLegalHold({ ...object, status: 'ON' }), needed: ['s3:PutObjectLegalHold vault/a'] },
  'a restoration': {
    seeded: { storageClass: 'GLACIER', encryption: underKms }, call: (s3) => s3.restoreObject({ ...object, days: 1, tier: 'Bulk' }), needed: ['s3:RestoreObject vault/a'],
  },
  'the head of an object under a key': { seeded: { encryption: underKms }, call: (s3) => s3.headObject(object), needed: ['s3:GetObject vault/a'] },
  'an object under a key': { seeded: { encryption: underKms }, call: (s3) => s3.getObject(object), needed: ['s3:GetObject vault/a', ...onKey(KEY, 'Decrypt')] },
  'a new object under a key': {
    call: (s3) => s3.putObject({ ...object, body, encryption: underKms }), needed: ['s3:PutObject vault/a', ...onKey(KEY, 'GenerateDataKey')],
  },
  'a new object with all that it can have': {
    call: (s3) => s3.putObject({ ...object, body, tagSet, acl: { canned: 'private' }, retention, legalHold: 'OFF' }),
    needed: ['s3:PutObject vault/a', 's3:PutObjectTagging vault/a', 's3:PutObjectAcl vault/a', 's3:PutObjectRetention vault/a', 's3:PutObjectLegalHold vault/a'],
  },
  'a copy': { call: (s3) => s3.copyObject(COPY), needed: ['s3:PutObject logs/b', 's3:GetObject vault/a'] },
  'a copy of a version': {
    call: (s3) => s3.copyObject({ ...COPY, source: { ...object, versionId: 'v' } }), needed: ['s3:PutObject logs/b', 's3:GetObjectVersion vault/a'],
  },
  'a copy of what has tags': {
    seeded: { tags: tagSet },
    call: (s3) => s3.copyObject(COPY),
    needed: ['s3:PutObject logs/b', 's3:GetObject vault/a', 's3:GetObjectTagging vault/a', 's3:PutObjectTagging logs/b'],
  },
  'a copy of a version that has tags': {
    seeded: { tags: tagSet },
    call: (s3) => s3.copyObject({ ...COPY, source: { ...object, versionId: 'v' } }),
    needed: ['s3:PutObject logs/b', 's3:GetObjectVersion vault/a', 's3:GetObjectVersionTagging vault/a', 's3:PutObjectTagging logs/b'],
  },
  'a copy with other tags': {
    seeded: { tags: tagSet }, call: (s3) => s3.copyObject({ ...COPY, tagSet }), needed: ['s3:PutObject logs/b', 's3:GetObject vault/a', 's3:PutObjectTagging logs/b'],
  },
  'a copy without tags': { seeded: { tags: tagSet }, call: (s3) => s3.copyObject({ ...COPY, tagSet: [] }), needed: ['s3:PutObject logs/b', 's3:GetObject vault/a'] },
  'a copy with an ACL and a lock': {
    call: (s3) => s3.copyObject({ ...COPY, bucket: 'vault', acl: { canned: 'private' }, retention, legalHold: 'ON' }),
    needed: ['s3:PutObject vault/b', 's3:GetObject vault/a', 's3:PutObjectAcl vault/b', 's3:PutObjectRetention vault/b', 's3:PutObjectLegalHold vault/b'],
  },
  'a copy from one key to another': {
    seeded: { encryption: underKms },
    call: (s3) => s3.copyObject({ ...COPY, encryption: { ...underKms, keyArn: NEW_KEY } }),
    needed: ['s3:PutObject logs/b', 's3:GetObject vault/a', ...onKey(KEY, 'Decrypt'), ...onKey(NEW_KEY, 'GenerateDataKey')],
  },
  'a new encryption': {
    call: (s3) => s3.updateObjectEncryption({ ...object, encryption: { ...underKms, keyArn: NEW_KEY } }),
    needed: ['s3:UpdateObjectEncryption vault/a', ...onKey(NEW_KEY, ...REENCRYPTION)],
  },
  'a new encryption in place of another key': {
    seeded: { encryption: underKms },
    call: (s3) => s3.updateObjectEncryption({ ...object, encryption: { ...underKms, keyArn: NEW_KEY } }),
    needed: ['s3:UpdateObjectEncryption vault/a', ...onKey(NEW_KEY, ...REENCRYPTION), ...onKey(KEY, ...REENCRYPTION)],
  },
  'an upload in parts': {
    call: (s3) => s3.createMultipartUpload({ ...object, tagSet, encryption: underKms }),
    needed: ['s3:PutObject vault/a', 's3:PutObjectTagging vault/a', ...onKey(KEY, 'GenerateDataKey')],
  },
  'a part': {
    call: async (s3, owner) => s3.uploadPart({ ...await upload(owner), partNumber: 1, body }), needed: ['s3:PutObject vault/a', ...onKey(KEY, 'Decrypt')],
  },
  'the end of an upload': {
    call: async (s3, owner) => {
      const begun = await upload(owner);
      const { etag } = await owner.uploadPart({ ...begun, partNumber: 1, body });
      await s3.completeMultipartUpload({ ...begun, parts: [{ partNumber: 1, etag }] });
    },
    needed: ['s3:PutObject vault/a', ...onKey(KEY, 'Decrypt')],
  },
  'an upload that is given up': { call: async (s3, owner) => s3.abortMultipartUpload(await upload(owner)), needed: ['s3:AbortMultipartUpload vault/a'] },
};

function allowed(permissions: readonly string[], { seeded }: Needs) {
  const statements = permissions.map((permission) => {
    const [action, resource] = permission.split(' ');
    return { Effect: 'Allow', Action: action, Resource: resource.startsWith('arn:') ? resource : `arn:aws:s3:::${resource}` };
  });
  const { store, role, log } = surroundings(new FakeClock(START), statements);
  store.createBucket('vault', { objectLock: {}, replication: { roleArn: JOB_ROLE, rules: [] } });
  store.seedObject('vault', 'a', { body, versionId: 'v', ...seeded });
  return { s3: store.as(role), owner: store.asOwner(), log };
}

test.each(Object.entries(calls))('%s needs its permissions and no other', async (_name, needs) => {
  const { s3, owner, log } = allowed(needs.needed, needs);
  await needs.call(s3, owner);
  const asked = log.calls.map(({ action, resource }) => `${action} ${resource.replace('arn:aws:s3:::', '')}`);
  expect(asked.sort()).toEqual([...needs.needed].sort());
});

const withoutEach = Object.entries(calls).flatMap(([name, needs]) => needs.needed.map((missing): [string, string, Needs] => [name, missing, needs]));

test.each(withoutEach)('%s is refused without %s', async (_name, missing, needs) => {
  const { s3, owner } = allowed(needs.needed.filter((permission) => permission !== missing), needs);
  await expect(needs.call(s3, owner)).rejects.toMatchObject(refusal(403, 'AccessDenied', missing.split(' ')[0]));
});

test('the key that belongs to S3 takes no permission of its own', async () => {
  const encryption = { type: 'SSE-KMS', keyArn: 'alias/aws/s3' } as const;
  const needs: Needs = { call: (s3) => s3.putObject({ ...object, body, encryption }), needed: ['s3:PutObject vault/a', 's3:GetObject vault/a'] };
  const { s3 } = allowed(needs.needed, needs);
  await s3.putObject({ ...object, body, encryption });
  await s3.getObject(object);
});

// KMS Developer Guide, "kms:ResourceAliases"; what a stack can grant on a key that it knows by its alias alone
test('a permission on whatever key has an alias holds for that key alone', async () => {
  const { store, role, principals } = surroundings(new FakeClock(START));
  store.keys.addKey('k');
  store.keys.addKey('other');
  store.keys.addAlias('alias/images', 'k');
  principals.put(JOB_ROLE, [{
    Statement: [
      { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'kms:GenerateDataKey',
        Resource: 'arn:aws:kms:us-east-1:111122223333:key/*',
        Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/images' }, 'StringEquals': { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      },
    ],
  }]);
  const put = (keyArn: string) => store.as(role).putObject({ bucket: 'logs', key: 'a', body, encryption: { type: 'SSE-KMS', keyArn } });
  await put('k');
  await expect(put('other')).rejects.toMatchObject(refusal(403, 'AccessDenied', 'key/other'));
});

test('tells of a copy\'s missing source only to who may list its bucket', async () => {
  const missing = { ...COPY, source: { bucket: 'vault', key: 'missing' } };
  const needs: Needs = { call: (s3) => s3.copyObject(missing), needed: ['s3:PutObject logs/b', 's3:GetObject vault/missing', 's3:ListBucket logs'] };
  await expect(allowed(needs.needed, needs).s3.copyObject(missing)).rejects.toMatchObject(refusal(403, 'AccessDenied', 's3:ListBucket'));
  await expect(allowed([...needs.needed, 's3:ListBucket vault'], needs).s3.copyObject(missing)).rejects.toMatchObject(refusal(404, 'NoSuchKey'));
});

test('has a table of permissions with a row for every call', () => {
  const { owner, s3 } = allowed([], calls['a copy']);
  expect(Object.keys(s3).sort()).toEqual(Object.keys(owner).sort());
});
