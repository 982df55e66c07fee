import assert from 'node:assert/strict';
import type { Retention } from '../../../local/src/store/object-state';
import { api, type Cell, differs, guide } from '../cell';
import { refused, type Stage } from '../stage';

const locked = { versioned: true, objectLock: {} } as const;
const governance: Retention = { mode: 'GOVERNANCE', retainUntil: new Date('2050-06-01T00:00:00Z') };
const compliance: Retention = { mode: 'COMPLIANCE', retainUntil: new Date('2050-06-01T00:00:00Z') };
const sooner = new Date('2050-01-01T00:00:00Z');
const later = new Date('2051-01-01T00:00:00Z');

async function retained(stage: Stage, retention: Retention) {
  const object = await stage.object({ in: locked, retention });
  const { versionId } = await stage.store.headObject(object);
  return { ...object, versionId };
}

/** Object Lock, retention and legal hold. */
export const LOCK_CELLS: readonly Cell[] = [
  {
    call: 'getObjectLockConfiguration', claim: 'a bucket without Object Lock has none', source: api('GetObjectLockConfiguration'),
    run: async (stage) => refused(stage.store.getObjectLockConfiguration({ bucket: await stage.bucket() }), 'ObjectLockConfigurationNotFoundError', 404),
  },
  {
    call: 'getObjectLockConfiguration', claim: 'it tells the default retention', source: api('GetObjectLockConfiguration'),
    run: async (stage) => {
      const bucket = await stage.bucket({ versioned: true, objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 3 } } });
      assert.deepEqual((await stage.store.getObjectLockConfiguration({ bucket })).defaultRetention, { mode: 'GOVERNANCE', days: 3 });
    },
  },
  {
    call: 'putObject', claim: 'a new object gets the default retention of its bucket', source: guide('Locking objects with Object Lock'),
    run: async (stage) => {
      const object = await stage.object({ in: { versioned: true, objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 3 } } } });
      const { lastModified, retention } = await stage.store.headObject(object);
      assert.equal(retention?.mode, 'GOVERNANCE');
      assert.ok(Math.abs(retention.retainUntil.getTime() - lastModified.getTime() - 3 * 86_400_000) < 60_000);
    },
  },
  {
    call: 'putObjectRetention', claim: 'it is told by GetObjectRetention and by HeadObject', source: api('PutObjectRetention'),
    run: async (stage) => {
      const object = await stage.object({ in: locked });
      await stage.store.putObjectRetention({ ...object, retention: governance });
      assert.deepEqual(await stage.store.getObjectRetention(object), governance);
      assert.deepEqual((await stage.store.headObject(object)).retention, governance);
    },
  },
  {
    call: 'getObjectRetention', claim: 'an object without one is NoSuchObjectLockConfiguration', source: api('Error responses'),
    notInCeph: differs('it answers ObjectLockConfigurationNotFoundError', 'get-object-retention'),
    run: async (stage) => refused(stage.store.getObjectRetention(await stage.object({ in: locked })), 'NoSuchObjectLockConfiguration', 404),
  },
  {
    call: 'putObjectRetention', claim: 'in a bucket without Object Lock it is InvalidRequest', source: guide('Locking objects with Object Lock'),
    run: async (stage) => refused(stage.store.putObjectRetention({ ...await stage.object(), retention: governance }), 'InvalidRequest', 400),
  },
  {
    call: 'putObjectRetention', claim: 'a date that is past is refused', source: api('PutObjectRetention'),
    run: async (stage) => {
      const object = await stage.object({ in: locked });
      const retention: Retention = { mode: 'GOVERNANCE', retainUntil: new Date('2001-01-01T00:00:00Z') };
      await assert.rejects(stage.store.putObjectRetention({ ...object, retention }), { status: 400 });
    },
  },
  ...[governance, compliance].map((retention): Cell => ({
    call: 'putObjectRetention', claim: `in ${retention.mode} mode it can be prolonged`, source: guide('Locking objects with Object Lock'),
    run: async (stage) => {
      const object = await retained(stage, retention);
      await stage.store.putObjectRetention({ ...object, retention: { ...retention, retainUntil: later } });
      assert.deepEqual((await stage.store.getObjectRetention(object)).retainUntil, later);
    },
  })),
  {
    call: 'putObjectRetention', claim: 'in GOVERNANCE mode only the bypass shortens it', source: guide('Locking objects with Object Lock'),
    run: async (stage) => {
      const object = await retained(stage, governance);
      const shorter = { ...object, retention: { ...governance, retainUntil: sooner } };
      await refused(stage.store.putObjectRetention(shorter), 'AccessDenied', 403);
      await stage.store.putObjectRetention({ ...shorter, bypassGovernance: true });
      assert.deepEqual((await stage.store.getObjectRetention(object)).retainUntil, sooner);
    },
  },
  {
    call: 'putObjectRetention', claim: 'in COMPLIANCE mode nothing shortens it', source: guide('Locking objects with Object Lock'),
    run: async (stage) => {
      const object = await retained(stage, compliance);
      const shorter = { ...object, retention: { ...compliance, retainUntil: sooner } };
      await refused(stage.store.putObjectRetention(shorter), 'AccessDenied', 403);
      await refused(stage.store.putObjectRetention({ ...shorter, bypassGovernance: true }), 'AccessDenied', 403);
    },
  },
  {
    call: 'deleteObject', claim: 'a retained version stays, a marker can hide it', source: guide('Locking objects with Object Lock'),
    run: async (stage) => {
      const object = await retained(stage, governance);
      await refused(stage.store.deleteObject(object), 'AccessDenied', 403);
      assert.equal((await stage.store.deleteObject({ bucket: object.bucket, key: object.key })).deleteMarker, true);
      assert.equal(await stage.text(object), 'hello');
    },
  },
  {
    call: 'getObjectLegalHold', claim: 'it tells of a hold that was put, as HeadObject does, and that was taken away', source: api('GetObjectLegalHold'),
    run: async (stage) => {
      const object = await stage.object({ in: locked });
      await stage.store.putObjectLegalHold({ ...object, status: 'ON' });
      assert.equal(await stage.store.getObjectLegalHold(object), 'ON');
      assert.equal((await stage.store.headObject(object)).legalHold, 'ON');
      await stage.store.putObjectLegalHold({ ...object, status: 'OFF' });
      assert.equal(await stage.store.getObjectLegalHold(object), 'OFF');
    },
  },
  {
    call: 'putObjectLegalHold', claim: 'in a bucket without Object Lock it is InvalidRequest', source: guide('Locking objects with Object Lock'),
    run: async (stage) => refused(stage.store.putObjectLegalHold({ ...await stage.object(), status: 'ON' }), 'InvalidRequest', 400),
  },
  {
    call: 'putObject', claim: 'it has the retention and the hold that it was put with', source: api('PutObject'),
    run: async (stage) => {
      const { retention, legalHold } = await stage.store.headObject(await stage.object({ in: locked, retention: governance, legalHold: 'ON' }));
      assert.deepEqual([retention, legalHold], [governance, 'ON']);
    },
  },
  {
    call: 'deleteObject', claim: 'a held version stays until the hold goes', source: guide('Locking objects with Object Lock'),
    run: async (stage) => {
      const object = await stage.object({ in: locked, legalHold: 'ON' });
      const { versionId } = await stage.store.headObject(object);
      await refused(stage.store.deleteObject({ ...object, versionId }), 'AccessDenied', 403);
      await stage.store.putObjectLegalHold({ ...object, versionId, status: 'OFF' });
      await stage.store.deleteObject({ ...object, versionId });
      await refused(stage.store.getObject(object), 'NoSuchKey', 404);
    },
  },
];
