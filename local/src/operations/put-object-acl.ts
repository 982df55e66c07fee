import { grantsOf, malformedAcl } from './acl-grants';
import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import type { AccessControlPolicy, OperationOptions } from '../model/job-request';
import type { AclRequest } from '../store/object-store';

/** Replaces the ACL of each object. */
export const putObjectAcl: Executor<OperationOptions['S3PutObjectAcl']> = {
  concurrency: S3_CONCURRENCY,
  async execute(task, { AccessControlPolicy: policy = {} }, { store }) {
    await store.putObjectAcl({ ...task, acl: aclOf(policy) });
    return SUCCESS;
  },
};

/** A request has one of both lists, which is checked before. */
function aclOf({ CannedAccessControlList: canned, AccessControlList: list }: AccessControlPolicy): AclRequest {
  if (canned) return { canned };
  if (list?.Owner.ID === undefined) throw malformedAcl();
  return { acl: { owner: list.Owner.ID, grants: grantsOf(list.Grants ?? []) } };
}
