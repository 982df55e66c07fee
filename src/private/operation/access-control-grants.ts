import type { AccessControlGrant } from '../../access-control-grant';
import { AclPermission } from '../../acl-permission';
import { Grantee } from '../../grantee';
import { enumProblems, show, unknownOptionProblems, type KnownOptions } from '../checks';

/** A grantee as the API spells it. */
export interface GranteeRequest {
  readonly TypeIdentifier: 'id' | 'emailAddress' | 'uri';
  readonly Identifier: string;
  readonly DisplayName?: string;
}

/** A grant as the API spells it. */
export interface GrantRequest {
  readonly Grantee: GranteeRequest;
  readonly Permission: string;
}

const MEMBERS: KnownOptions<AccessControlGrant> = { grantee: true, permission: true };

/** Unless `grants` is absent or a list of grants, at least one. */
export function grantProblems(path: string, grants: unknown): string[] {
  if (grants === undefined) {
    return [];
  }
  return Array.isArray(grants) && grants.length > 0
    // a hole of a list is a value too
    ? Array.from<AccessControlGrant | null | undefined>(grants).flatMap((grant, index) => oneGrantProblems(`${path}[${index}]`, grant))
    : [`\`${path}\` must hold at least one grant, as in [{ grantee, permission }], or be left out, got: ${grants instanceof Array ? 'none' : show(grants)}`];
}

/** Grants as the API spells them, in the order in which they are given. Only for grants without problems. */
export function grantRequests(grants: readonly AccessControlGrant[]): GrantRequest[] {
  return grants.map(({ grantee, permission }) => ({ Grantee: grantee._request(), Permission: permission }));
}

function oneGrantProblems(path: string, grant: AccessControlGrant | null | undefined): string[] {
  if (typeof grant !== 'object' || grant === null) {
    return [`\`${path}\` must be a grant, as in { grantee, permission }, got: ${show(grant)}`];
  }
  const { grantee, permission } = grant;
  return [
    ...unknownOptionProblems(path, grant, MEMBERS),
    ...(grantee instanceof Grantee ? grantee._problems(`${path}.grantee`) : [`\`${path}.grantee\` must be made by Grantee, got: ${show(grantee)}`]),
    ...(permission === undefined
      ? [`\`${path}.permission\` must be given, as in AclPermission.READ`]
      : enumProblems(`${path}.permission`, permission, AclPermission, 'AclPermission')),
  ];
}
