import { bucketOf, versionOf } from '../lookup';
import { aclFor } from '../object-acl';
import type { AclRequest, ObjectRequest } from '../object-store';
import type { StoreSurroundings } from '../surroundings';

export async function getObjectAcl(surroundings: StoreSurroundings, request: ObjectRequest) {
  return versionOf(surroundings, request).acl;
}

export async function putObjectAcl(surroundings: StoreSurroundings, { acl, ...request }: ObjectRequest & { readonly acl: AclRequest }) {
  const version = versionOf(surroundings, request);
  version.acl = aclFor(bucketOf(surroundings, request), version.acl.owner, acl);
}
