import type { AclPermission } from './acl-permission';
import type { Grantee } from './grantee';

/** An entry of an access control list: what somebody may do. */
export interface AccessControlGrant {
  /** Who may do it. */
  readonly grantee: Grantee;

  /** What they may do. */
  readonly permission: AclPermission;
}
