import { grantProblems } from './access-control-grants';
import { CannedAccessControlList } from '../../canned-access-control-list';
import type { ObjectOwner, PutObjectAclOptions } from '../../operations/put-object-acl';
import { enumProblems, requiredTextProblems, show, textProblems, unknownOptionProblems, type KnownOptions } from '../checks';
import { ACL_GRANTS, OBJECT_OWNER_LENGTH } from '../limits';
import { operationOptionProblems } from '../struct-checks';

const OPTIONS: KnownOptions<PutObjectAclOptions> = { cannedAccessControlList: true, owner: true, grants: true };

const OWNER: KnownOptions<ObjectOwner> = { id: true, displayName: true };

/** Unless the options of `putObjectAcl` are one access control list that S3 takes. */
export function accessControlListProblems(given: PutObjectAclOptions | null | undefined): string[] {
  const options = given ?? {};
  return [
    ...operationOptionProblems('putObjectAcl', given, OPTIONS),
    ...enumProblems('operation.cannedAccessControlList', options.cannedAccessControlList, CannedAccessControlList, 'CannedAccessControlList'),
    ...choiceProblems(options),
    ...ownerProblems(options.owner),
    ...listProblems(options.grants),
  ];
}

/** Unless there is one list, and the whole of it. */
function choiceProblems({ cannedAccessControlList, owner, grants }: PutObjectAclOptions): string[] {
  if (cannedAccessControlList !== undefined) {
    return owner === undefined && grants === undefined
      ? []
      : ['`operation.cannedAccessControlList` must be left out with `operation.owner` and `operation.grants`, which are another list'];
  }
  if (owner === undefined && grants === undefined) {
    return ['`operation` must have either `cannedAccessControlList`, or `owner` and `grants`'];
  }
  return [
    ...(owner === undefined ? ['`operation.owner` must be given with `operation.grants`, as in { owner: { id }, grants }'] : []),
    ...(grants === undefined ? ['`operation.grants` must be given with `operation.owner`, as in { owner: { id }, grants }'] : []),
  ];
}

function ownerProblems(owner: ObjectOwner | null | undefined): string[] {
  if (owner === undefined) {
    return [];
  }
  if (typeof owner !== 'object' || owner === null) {
    return [`\`operation.owner\` must be the owner of the objects, as in { id }, got: ${show(owner)}`];
  }
  return [
    ...unknownOptionProblems('operation.owner', owner, OWNER),
    ...requiredTextProblems('operation.owner.id', owner.id, OBJECT_OWNER_LENGTH),
    ...textProblems('operation.owner.displayName', owner.displayName, OBJECT_OWNER_LENGTH),
  ];
}

function listProblems(grants: unknown): string[] {
  if (!Array.isArray(grants)) {
    return grantProblems('operation.grants', grants);
  }
  return [
    ...(grants.length > ACL_GRANTS ? [`\`operation.grants\` must hold at most ${ACL_GRANTS} grants, got: ${grants.length}`] : []),
    // no grants are a list too, one that lets nobody in
    ...(grants.length === 0 ? [] : grantProblems('operation.grants', grants)),
  ];
}
