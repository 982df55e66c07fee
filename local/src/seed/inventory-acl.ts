import { listOf, members, oneOf, text } from './json-values';
import type { Acl, Grant } from '../store/object-state';

const field = members({
  version: text,
  status: oneOf('AVAILABLE', 'UNAVAILABLE'),
  grants: listOf(members({
    type: oneOf('CanonicalUser', 'Group'), canonicalId: text, uri: text, permission: oneOf('FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'),
  }, 'type', 'permission')),
}, 'status');

/**
 * An object's ACL as an inventory has it: JSON in base64. Undefined where S3 had none to say.
 * S3 User Guide, "Working with the Object ACL field".
 * @param owner what stands in the column of the owner
 */
export function inventoryAcl(cell: string, owner: string): Acl | undefined {
  const { status, grants = [] } = field(JSON.parse(Buffer.from(cell, 'base64').toString()), 'ObjectAccessControlList');
  if (status === 'UNAVAILABLE') return undefined;
  if (owner === '') throw new Error('the inventory has the column ObjectAccessControlList, which means something only with ObjectOwner');
  return { owner, grants: grants.map(grantIn) };
}

function grantIn({ type, canonicalId, uri, permission }: NonNullable<ReturnType<typeof field>['grants']>[number]): Grant {
  const isUser = type === 'CanonicalUser';
  const identifier = text(isUser ? canonicalId : uri, isUser ? 'grants.canonicalId' : 'grants.uri');
  return { grantee: { type: isUser ? 'id' : 'uri', identifier }, permission };
}
