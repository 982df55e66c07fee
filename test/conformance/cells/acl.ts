import assert from 'node:assert/strict';
import type { Grant } from '../../../local/src/store/object-state';
import { api, type Cell, differs, guide } from '../cell';
import { refused } from '../stage';

const ALL_USERS: Grant = { grantee: { type: 'uri', identifier: 'http://acs.amazonaws.com/groups/global/AllUsers' }, permission: 'READ' };
const withAcls = { ownership: 'ObjectWriter' } as const;

/** ACLs. */
export const ACL_CELLS: readonly Cell[] = [
  {
    call: 'getObjectAcl', claim: 'nobody but the owner has anything of a new object', source: guide('Access control list (ACL) overview'),
    run: async (stage) => {
      const { owner, grants } = await stage.store.getObjectAcl(await stage.object());
      assert.deepEqual(grants, [{ grantee: { type: 'id', identifier: owner }, permission: 'FULL_CONTROL' }]);
    },
  },
  {
    call: 'putObjectAcl', claim: 'public-read lets all users read', source: guide('Access control list (ACL) overview'),
    run: async (stage) => {
      const object = await stage.object({ in: withAcls });
      await stage.store.putObjectAcl({ ...object, acl: { canned: 'public-read' } });
      const { owner, grants } = await stage.store.getObjectAcl(object);
      assert.deepEqual(new Set(grants.map((grant) => JSON.stringify(grant))), new Set([
        { grantee: { type: 'id', identifier: owner }, permission: 'FULL_CONTROL' }, ALL_USERS,
      ].map((grant) => JSON.stringify(grant))));
    },
  },
  {
    call: 'putObjectAcl', claim: 'a list of grants replaces those that were there', source: api('PutObjectAcl'),
    run: async (stage) => {
      const object = await stage.object({ in: withAcls, acl: { canned: 'public-read' } });
      const { owner } = await stage.store.getObjectAcl(object);
      const grants: Grant[] = [{ grantee: { type: 'id', identifier: owner }, permission: 'READ_ACP' }];
      await stage.store.putObjectAcl({ ...object, acl: { acl: { owner, grants } } });
      assert.deepEqual(await stage.store.getObjectAcl(object), { owner, grants });
    },
  },
  {
    call: 'putObject', claim: 'it has the ACL that it was put with', source: api('PutObject'),
    run: async (stage) => {
      const { grants } = await stage.store.getObjectAcl(await stage.object({ in: withAcls, acl: { canned: 'public-read' } }));
      assert.deepEqual(grants.filter(({ grantee }) => grantee.type === 'uri'), [ALL_USERS]);
    },
  },
  {
    call: 'putObject', claim: 'it has the grants that headers give, one by one', source: api('PutObject'),
    run: async (stage) => {
      const { grants } = await stage.store.getObjectAcl(await stage.object({ in: withAcls, acl: { grants: [ALL_USERS] } }));
      assert.deepEqual(grants, [ALL_USERS]);
    },
  },
  {
    call: 'copyObject', claim: 'the source\'s ACL isn\'t copied', source: api('CopyObject'),
    run: async (stage) => {
      const source = await stage.object({ in: withAcls, acl: { canned: 'public-read' } });
      await stage.store.copyObject({ ...source, key: 'copy', source });
      const { grants } = await stage.store.getObjectAcl({ ...source, key: 'copy' });
      assert.deepEqual(grants.map(({ grantee }) => grantee.type), ['id']);
    },
  },
  {
    call: 'putObjectAcl', claim: 'the ACL of one version is another one\'s not', source: api('PutObjectAcl'),
    run: async (stage) => {
      const object = await stage.object({ in: { ...withAcls, versioned: true } });
      const { versionId } = await stage.store.headObject(object);
      await stage.store.putObject({ ...object, body: Buffer.from('new') });
      await stage.store.putObjectAcl({ ...object, versionId, acl: { canned: 'public-read' } });
      assert.equal((await stage.store.getObjectAcl({ ...object, versionId })).grants.length, 2);
      assert.equal((await stage.store.getObjectAcl(object)).grants.length, 1);
    },
  },
  {
    call: 'putObjectAcl', claim: 'in a bucket without ACLs it is AccessControlListNotSupported',
    source: guide('Controlling ownership of objects and disabling ACLs for your bucket'),
    notInCeph: differs('it has ACLs in every bucket', 'put-object-acl --acl public-read'),
    run: async (stage) => {
      const object = await stage.object({ in: { ownership: 'BucketOwnerEnforced' } });
      await refused(stage.store.putObjectAcl({ ...object, acl: { canned: 'public-read' } }), 'AccessControlListNotSupported', 400);
    },
  },
  {
    call: 'putObjectAcl', claim: 'in a bucket without ACLs, bucket-owner-full-control is taken',
    source: guide('Controlling ownership of objects and disabling ACLs for your bucket'),
    run: async (stage) => {
      const object = await stage.object({ in: { ownership: 'BucketOwnerEnforced' } });
      await stage.store.putObjectAcl({ ...object, acl: { canned: 'bucket-owner-full-control' } });
      assert.equal((await stage.store.getObjectAcl(object)).grants[0].permission, 'FULL_CONTROL');
    },
  },
];
