import { createHash } from 'node:crypto';
import type { Bucket } from './bucket';
import type { Acl, CannedAcl, Grant, ObjectOwnership } from './object-state';
import type { AclRequest } from './object-store';
import { S3Error } from './s3-error';

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED_USERS = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
/** Amazon EC2, as one of S3's users: `aws-exec-read` lets it read. */
const EC2 = '6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c';

/** The most grants that an ACL has. S3 User Guide, "Access control list (ACL) overview". */
const GRANT_LIMIT = 100;

/** What was computed once: there may be millions of objects, and of accounts and private ACLs a handful. */
const canonicalIds = new Map<string, string>();
const privateAcls = new Map<string, Acl>();

/** An account's canonical user id, as far as one can be made up: 64 hexadecimal digits that are always the same. */
export function canonicalIdOf(account: string): string {
  const id = canonicalIds.get(account) ?? createHash('sha256').update(`account ${account}`).digest('hex');
  canonicalIds.set(account, id);
  return id;
}

/** The ACL of an object that an account writes; refuses one that its bucket doesn't take. */
export function aclOfNew(bucket: Bucket, writer: string, asked: AclRequest = { canned: 'private' }): Acl {
  return aclFor(bucket, ownerOfNew(bucket, writer, asked), asked);
}

/** The ACL that an object of an owner gets; refuses one that its bucket doesn't take. */
export function aclFor(bucket: Bucket, owner: string, asked: AclRequest): Acl {
  const acl = expandedAcl(bucket, owner, asked);
  checkAcl(acl, owner);
  if (ownershipOf(bucket) === 'BucketOwnerEnforced' && !acl.grants.every((grant) => isFullControlOf(grant, owner))) {
    throw new S3Error(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
  return acl;
}

/** An ACL with the grants that its name stands for. */
export function expandedAcl(bucket: Bucket, owner: string, asked: AclRequest): Acl {
  if ('acl' in asked) return asked.acl;
  if ('grants' in asked) return { owner, grants: asked.grants };
  if (asked.canned === 'private') return privateAclOf(owner);
  return { owner, grants: grantsOf(asked.canned, owner, canonicalIdOf(bucket.configuration.account)) };
}

function privateAclOf(owner: string): Acl {
  const acl = privateAcls.get(owner) ?? { owner, grants: grantsOf('private', owner, owner) };
  privateAcls.set(owner, acl);
  return acl;
}

/** Whose an object is that an account writes. S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket". */
export function ownerOfNew(bucket: Bucket, writer: string, asked: AclRequest): string {
  const ownership = ownershipOf(bucket);
  const isGivenAway = ownership === 'BucketOwnerPreferred' && 'canned' in asked && asked.canned === 'bucket-owner-full-control';
  return canonicalIdOf(ownership === 'BucketOwnerEnforced' || isGivenAway ? bucket.configuration.account : writer);
}

function ownershipOf({ configuration: { ownership = 'BucketOwnerEnforced' } }: Bucket): ObjectOwnership {
  return ownership;
}

function checkAcl({ owner, grants }: Acl, expectedOwner: string): void {
  if (owner !== expectedOwner) {
    throw new S3Error(403, 'AccessDenied', `an ACL doesn't change the owner of an object, ${expectedOwner}, got: ${owner}`, false, 'ownership');
  }
  if (grants.length > GRANT_LIMIT) throw new S3Error(400, 'MalformedACLError', `an ACL may have ${GRANT_LIMIT} grants, got: ${grants.length}`);
  const unknown = grants.find(({ grantee: { type, identifier } }) => type === 'uri' && ![ALL_USERS, AUTHENTICATED_USERS, LOG_DELIVERY].includes(identifier));
  // S3 User Guide, "Access control list (ACL) overview": Amazon S3 predefined groups
  if (unknown) throw new S3Error(400, 'InvalidArgument', `Invalid group uri: ${unknown.grantee.identifier}`);
  // S3 has taken no more of them since October 2025; API reference, PutObjectAcl
  if (grants.some(({ grantee: { type } }) => type === 'emailAddress')) {
    throw new S3Error(405, 'MethodNotAllowed', 'a grantee can\'t be named by an email address any more');
  }
}

/** S3 User Guide, "Access control list (ACL) overview", canned ACL. */
function grantsOf(canned: CannedAcl, owner: string, bucketOwner: string): readonly Grant[] {
  const user = (identifier: string, permission: Grant['permission']): Grant => ({ grantee: { type: 'id', identifier }, permission });
  const group = (identifier: string, permission: Grant['permission']): Grant => ({ grantee: { type: 'uri', identifier }, permission });
  const others: { readonly [name in CannedAcl]: readonly Grant[] } = {
    'private': [],
    'public-read': [group(ALL_USERS, 'READ')],
    'public-read-write': [group(ALL_USERS, 'READ'), group(ALL_USERS, 'WRITE')],
    'aws-exec-read': [user(EC2, 'READ')],
    'authenticated-read': [group(AUTHENTICATED_USERS, 'READ')],
    'bucket-owner-read': bucketOwner === owner ? [] : [user(bucketOwner, 'READ')],
    'bucket-owner-full-control': bucketOwner === owner ? [] : [user(bucketOwner, 'FULL_CONTROL')],
  };
  return [user(owner, 'FULL_CONTROL'), ...others[canned]];
}

function isFullControlOf({ grantee: { type, identifier }, permission }: Grant, owner: string): boolean {
  return type === 'id' && identifier === owner && permission === 'FULL_CONTROL';
}
