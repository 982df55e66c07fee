import type { GrantRequest } from '../model/job-request';
import type { Grant } from '../store/object-state';
import { S3Error } from '../store/s3-error';

/** A job's grants as S3 keeps them; the model lets members be absent that an ACL can't be without. */
export function grantsOf(requests: readonly GrantRequest[]): Grant[] {
  return requests.map(({ Grantee, Permission }) => {
    const { TypeIdentifier, Identifier } = Grantee ?? {};
    if (TypeIdentifier === undefined || Identifier === undefined || Permission === undefined) throw malformedAcl();
    return { grantee: { type: TypeIdentifier, identifier: Identifier }, permission: Permission };
  });
}

/** An ACL that lacks something. API reference, "List of error codes". */
export function malformedAcl(): S3Error {
  return new S3Error(400, 'MalformedACLError', 'The XML that you provided was not well formed or did not validate against our published schema.');
}
