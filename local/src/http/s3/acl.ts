import type { IncomingHttpHeaders } from 'node:http';
import { xmlIn } from './body';
import { headerOf } from './request';
import { list, oneOf, string, structure } from '../../model/shape';
import type { Acl, CannedAcl, Grant, Grantee } from '../../store/object-state';
import type { AclRequest } from '../../store/object-store';
import { S3Error } from '../../store/s3-error';
import type { ApiResponse } from '../server';
import { type XmlContent, xmlResponse } from '../xml';

/** The headers that grant something, each to a list of grantees. */
const GRANTS: { readonly [header: string]: Grant['permission'] } = {
  'x-amz-grant-full-control': 'FULL_CONTROL',
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
};

/** The headers that set an ACL. */
export const ACL_HEADERS = ['x-amz-acl', ...Object.keys(GRANTS)];

const CANNED: readonly CannedAcl[] = [
  'private', 'public-read', 'public-read-write', 'aws-exec-read', 'authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control',
];

const any = string(0, Infinity);

/** PutObjectAcl's body. */
const accessControlPolicy = structure({
  'Owner*': structure({ 'ID*': any, 'DisplayName': any }),
  'AccessControlList*': list(structure({
    'Grantee*': structure({ ID: any, DisplayName: any, URI: any, EmailAddress: any }),
    'Permission*': oneOf('FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'),
  }), { element: 'Grant' }),
});

interface AccessControlPolicy {
  readonly Owner: { readonly ID: string };
  readonly AccessControlList: readonly {
    readonly Grantee: { readonly ID?: string; readonly URI?: string; readonly EmailAddress?: string };
    readonly Permission: Grant['permission'];
  }[];
}

/** The ACL that the headers of a request set; undefined where they set none. */
export function aclInHeaders(headers: IncomingHttpHeaders): AclRequest | undefined {
  const name = headerOf(headers, 'x-amz-acl');
  const grants = Object.entries(GRANTS).flatMap(([header, permission]) => grantsIn(headerOf(headers, header), permission));
  if (name !== undefined && grants.length > 0) throw new S3Error(400, 'InvalidRequest', 'Specifying both Canned ACLs and Header Grants is not allowed');
  if (name === undefined) return grants.length > 0 ? { grants } : undefined;
  const canned = CANNED.find((known) => known === name);
  if (!canned) throw new S3Error(400, 'InvalidArgument', `x-amz-acl must be one of ${CANNED.join(', ')}, got: ${name}`);
  return { canned };
}

/** The ACL that PutObjectAcl brings, in its headers or its body. */
export function aclIn(headers: IncomingHttpHeaders, body: Buffer): AclRequest {
  const acl = aclInHeaders(headers);
  if (acl && body.length > 0) throw new S3Error(400, 'UnexpectedContent', 'This request does not support content: its headers set the ACL.');
  return acl ?? { acl: aclInBody(body) };
}

/** GetObjectAcl's answer. */
export function aclOfObject({ owner, grants }: Acl): ApiResponse {
  return xmlResponse(200, 'AccessControlPolicy', {
    Owner: { ID: owner },
    AccessControlList: { Grant: grants.map(({ grantee, permission }) => ({ Grantee: granteeElement(grantee), Permission: permission })) },
  });
}

/** `id="…", uri="…"`. API reference, PutObjectAcl. */
function grantsIn(header: string | undefined, permission: Grant['permission']): Grant[] {
  if (header === undefined) return [];
  return header.split(',').map((text) => {
    const [, type, identifier] = /^\s*(id|uri|emailAddress)\s*=\s*"?([^"]+?)"?\s*$/.exec(text) ?? [];
    if (type === undefined) throw new S3Error(400, 'InvalidArgument', `a grantee is id="…", uri="…" or emailAddress="…", got: ${text}`);
    return { grantee: { type: type as Grantee['type'], identifier }, permission };
  });
}

function aclInBody(body: Buffer): Acl {
  const { Owner, AccessControlList } = xmlIn<AccessControlPolicy>(body, 'AccessControlPolicy', accessControlPolicy);
  return { owner: Owner.ID, grants: AccessControlList.map(({ Grantee, Permission }) => ({ grantee: granteeOf(Grantee), permission: Permission })) };
}

function granteeOf({ ID, URI, EmailAddress }: AccessControlPolicy['AccessControlList'][number]['Grantee']): Grantee {
  if (ID !== undefined) return { type: 'id', identifier: ID };
  if (URI !== undefined) return { type: 'uri', identifier: URI };
  if (EmailAddress !== undefined) return { type: 'emailAddress', identifier: EmailAddress };
  throw new S3Error(400, 'MalformedACLError', 'The XML you provided was not well-formed or did not validate against our published schema: a grantee without a name');
}

const GRANTEES = {
  id: { type: 'CanonicalUser', element: 'ID' }, uri: { type: 'Group', element: 'URI' }, emailAddress: { type: 'AmazonCustomerByEmail', element: 'EmailAddress' },
};

function granteeElement({ type, identifier }: Grantee): XmlContent {
  const { type: name, element } = GRANTEES[type];
  return { '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', '@xsi:type': name, [element]: identifier };
}
