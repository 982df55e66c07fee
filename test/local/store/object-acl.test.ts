import { refusal, storeWith } from './store-fixture';
import { canonicalIdOf } from '../../../local/src/store/object-acl';
import type { CannedAcl, ObjectOwnership } from '../../../local/src/store/object-state';
import type { AclRequest } from '../../../local/src/store/object-store';
import { ACCOUNT } from '../surroundings';

const object = { bucket: 'box', key: 'a' };
const body = Buffer.from('');
const OTHER = '999999999999';
const me = canonicalIdOf(ACCOUNT);
const other = canonicalIdOf(OTHER);

function storeOf(ownership?: ObjectOwnership, account?: string) {
  return storeWith({ ownership, account });
}

// S3 User Guide, "Access control list (ACL) overview", canned ACL; here the bucket belongs to another account
test.each<[CannedAcl, string[]]>([
  ['private', []],
  ['public-read', ['AllUsers READ']],
  ['public-read-write', ['AllUsers READ', 'AllUsers WRITE']],
  ['authenticated-read', ['AuthenticatedUsers READ']],
  ['aws-exec-read', ['6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c READ']],
  ['bucket-owner-read', [`${other} READ`]],
  ['bucket-owner-full-control', [`${other} FULL_CONTROL`]],
])('expands %s to grants', async (canned, others) => {
  const { s3 } = storeOf('ObjectWriter', OTHER);
  await s3.putObject({ ...object, body });
  await s3.putObjectAcl({ ...object, acl: { canned } });
  const { owner, grants } = await s3.getObjectAcl(object);
  expect(owner).toBe(me);
  expect(grants.map(({ grantee: { identifier }, permission }) => `${identifier.split('/').at(-1)} ${permission}`)).toEqual([`${me} FULL_CONTROL`, ...others]);
});

// S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket"
test.each<[ObjectOwnership, CannedAcl | undefined, string]>([
  ['BucketOwnerEnforced', undefined, other],
  ['BucketOwnerPreferred', undefined, me],
  ['BucketOwnerPreferred', 'bucket-owner-full-control', other],
  ['ObjectWriter', 'bucket-owner-full-control', me],
])('in a bucket of another account with %s, an object that is put with %s has the right owner', async (ownership, canned, owner) => {
  const { s3 } = storeOf(ownership, OTHER);
  await s3.putObject({ ...object, body, ...(canned && { acl: { canned } }) });
  expect(await s3.getObjectAcl(object)).toMatchObject({ owner });
});

const fullControl = { grantee: { type: 'id', identifier: me }, permission: 'FULL_CONTROL' } as const;

test.each<[string, AclRequest, boolean]>([
  ['private', { canned: 'private' }, true],
  ['bucket-owner-full-control', { canned: 'bucket-owner-full-control' }, true],
  ['its owner\'s full control', { acl: { owner: me, grants: [fullControl] } }, true],
  ['its owner\'s full control by grants', { grants: [fullControl] }, true],
  ['public-read', { canned: 'public-read' }, false],
  ['less than full control', { grants: [{ ...fullControl, permission: 'READ' }] }, false],
  ['somebody else\'s full control', { grants: [{ ...fullControl, grantee: { type: 'id', identifier: other } }] }, false],
])('of a bucket whose owner owns everything: is %s taken?', async (_what, acl, isTaken) => {
  const { s3 } = storeOf();
  await s3.putObject({ ...object, body });
  const before = await s3.getObjectAcl(object);
  for (const call of [() => s3.putObjectAcl({ ...object, acl }), () => s3.putObject({ ...object, body, acl })]) {
    if (isTaken) await call();
    else await expect(call()).rejects.toMatchObject(refusal(400, 'AccessControlListNotSupported'));
  }
  expect(await s3.getObjectAcl(object)).toEqual(before);
});

test.each<[string, AclRequest, ReturnType<typeof refusal>]>([
  ['another owner', { acl: { owner: other, grants: [] } }, refusal(403, 'AccessDenied', me)],
  ['an email address', { grants: [{ ...fullControl, grantee: { type: 'emailAddress', identifier: 'a@b' } }] }, refusal(405, 'MethodNotAllowed')],
  // S3 User Guide, "Access control list (ACL) overview": Amazon S3 predefined groups
  ['an unknown group', { grants: [{ ...fullControl, grantee: { type: 'uri', identifier: 'urn:x' } }] }, refusal(400, 'InvalidArgument', 'urn:x')],
  ['101 grants', { grants: Array.from({ length: 101 }, () => fullControl) }, refusal(400, 'MalformedACLError', '101')],
])('refuses an ACL with %s', async (_what, acl, error) => {
  const { s3 } = storeOf('ObjectWriter');
  await s3.putObject({ ...object, body });
  await expect(s3.putObjectAcl({ ...object, acl })).rejects.toMatchObject(error);
});
