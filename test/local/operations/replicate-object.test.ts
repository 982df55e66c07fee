import { executionOf } from '../../../local/src/operations';
import type { TaskFailure } from '../../../local/src/operations/task-failure';
import { canonicalIdOf } from '../../../local/src/store/object-acl';
import type { Acl, BucketConfiguration, ReplicationRule } from '../../../local/src/store/object-state';
import { choose } from '../../../local/src/unknowns';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, jobContext, surroundings } from '../surroundings';

const OTHER_ACCOUNT = '444455556666';

/** The buckets `source` and `archive`, both with versions, and a job that replicates from the one to the other. */
function replication(destination: Partial<ReplicationRule['destination']> = {}, archive: BucketConfiguration = {}, source: BucketConfiguration = {}) {
  const { store, role } = surroundings(new FakeClock());
  const rules = [{ enabled: true, priority: 1, destination: { bucket: 'archive', ...destination } }];
  store.createBucket('source', { versioned: true, replication: { roleArn: 'replicator', rules }, ...source });
  store.createBucket('archive', { versioned: true, ...archive });
  const asked: string[] = [];
  const job = jobContext({
    store: store.as(role),
    service: store.asOwner(),
    stored: store.storedObjects,
    require: () => undefined,
    authorityOf: () => ({ require: (action) => { asked.push(action); } }),
    environment: { partition: 'aws', account: ACCOUNT, region: 'us-east-1' },
    unknowns: choose(),
  });
  const replicate = (versionId: string) => executionOf({ S3ReplicateObject: {} }).execute({ bucket: 'source', key: 'a', versionId }, job);
  const put = async (body: string, acl?: Acl) => {
    store.seedObject('source', 'a', { body: Buffer.from(body), ...(acl && { acl: { acl } }) });
    return (await store.asOwner().headObject({ bucket: 'source', key: 'a' })).versionId!;
  };
  return { store, s3: store.asOwner(), replicate, put, asked };
}

const outsider = canonicalIdOf(OTHER_ACCOUNT);

function aclOf(owner: string): Acl {
  return { owner, grants: [{ grantee: { type: 'id', identifier: owner }, permission: 'FULL_CONTROL' }] };
}

/** With a grant that no bucket's default has. */
function sharedAcl(owner: string): Acl {
  return { owner, grants: [...aclOf(owner).grants, { grantee: { type: 'id', identifier: outsider }, permission: 'READ' }] };
}

test('doesn\'t replicate again what was deleted from the destination by its version id', async () => {
  const { s3, replicate, put } = replication();
  const versionId = await put('1');
  await replicate(versionId);
  expect(await replicate(versionId)).toBe('success');

  await s3.deleteObject({ bucket: 'archive', key: 'a', versionId });

  await expect(replicate(versionId)).rejects.toMatchObject({ status: 500, code: 'DstObjectHardDeleted' } satisfies Partial<TaskFailure>);
  expect(await s3.headObject({ bucket: 'source', key: 'a' })).toMatchObject({ replicationStatus: 'FAILED' });
});

test('replicates again what the destination only says is deleted', async () => {
  const { s3, replicate, put } = replication();
  const versionId = await put('1');
  await replicate(versionId);
  await s3.deleteObject({ bucket: 'archive', key: 'a' });
  expect(await replicate(versionId)).toBe('success');
});

test('keeps the order of versions, whichever is replicated first', async () => {
  const { store, s3, replicate } = replication();
  for (const [versionId, day] of [['old', '01'], ['middle', '02'], ['new', '03']]) {
    store.seedObject('source', 'a', { body: Buffer.from(versionId), versionId, lastModified: new Date(`2026-10-${day}`) });
  }
  for (const versionId of ['middle', 'new', 'old']) await replicate(versionId);
  const { versions } = await s3.listObjectVersions({ bucket: 'archive' });
  expect(versions.map(({ versionId }) => versionId)).toEqual(['new', 'middle', 'old']);
});

/** S3 User Guide, "What does Amazon S3 replicate?": Object Lock. */
test('gives the destination\'s default retention to what has none', async () => {
  const { s3, replicate, put } = replication({}, { objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 10 } } });
  await replicate(await put('1'));
  expect(await s3.getObjectRetention({ bucket: 'archive', key: 'a' })).toEqual({ mode: 'GOVERNANCE', retainUntil: new Date('2026-11-11T12:00:00Z') });
});

describe('a replica\'s owner and ACL', () => {
  const writers = { ownership: 'ObjectWriter' } as const;

  test('are those of its source', async () => {
    const acl = sharedAcl(canonicalIdOf(ACCOUNT));
    const { s3, replicate, put } = replication({}, { ...writers, account: OTHER_ACCOUNT }, writers);
    await replicate(await put('1', acl));
    expect(await s3.getObjectAcl({ bucket: 'archive', key: 'a' })).toEqual(acl);
  });

  test('are the destination\'s where the rule says so, under a permission of its own', async () => {
    const { s3, replicate, put, asked } = replication({ ownerOverride: true }, { ...writers, account: OTHER_ACCOUNT }, writers);
    await replicate(await put('1', sharedAcl(canonicalIdOf(ACCOUNT))));
    expect(await s3.getObjectAcl({ bucket: 'archive', key: 'a' })).toEqual(aclOf(outsider));
    expect(asked).toContain('s3:ObjectOwnerOverrideToBucketOwner');
  });

  test('are the destination\'s where that has no ACLs, which takes no permission', async () => {
    const { s3, replicate, put, asked } = replication({ ownerOverride: true }, { account: OTHER_ACCOUNT }, writers);
    await replicate(await put('1', sharedAcl(canonicalIdOf(ACCOUNT))));
    expect(await s3.getObjectAcl({ bucket: 'archive', key: 'a' })).toEqual(aclOf(outsider));
    expect(asked).not.toContain('s3:ObjectOwnerOverrideToBucketOwner');
  });
});
