import { Operation } from './operation';
import type { AccessControlGrant } from '../access-control-grant';
import type { CannedAccessControlList } from '../canned-access-control-list';
import type { OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { keysStartingWith } from '../private/key-pattern';
import { grantRequests } from '../private/operation/access-control-grants';
import { accessControlListProblems } from '../private/operation/access-control-list';
import { ownershipWarnings } from '../private/operation/object-ownership';
import { removesAllGrants } from '../private/warnings';

/** The owner of objects, as an access control list names it. */
export interface ObjectOwner {
  /** The owner's canonical user id: 1 to 1024 characters. */
  readonly id: string;

  /**
   * The owner's name, as S3 shows it: 1 to 1024 characters.
   *
   * @default - none
   */
  readonly displayName?: string;
}

/** Options of `BatchOperation.putObjectAcl`: either `cannedAccessControlList`, or both `owner` and `grants`. */
export interface PutObjectAclOptions {
  /**
   * A list that S3 has ready-made.
   *
   * @default - `owner` and `grants`
   */
  readonly cannedAccessControlList?: CannedAccessControlList;

  /**
   * Who owns the objects, which a list of `grants` has to say.
   *
   * @default - `cannedAccessControlList`
   */
  readonly owner?: ObjectOwner;

  /**
   * Who may do what with each object afterwards, at most 100; all other grants are removed, the owner's too. An empty
   * list removes them all.
   *
   * @default - `cannedAccessControlList`
   */
  readonly grants?: AccessControlGrant[];
}

/** S3PutObjectAcl: replaces the access control list of each object. */
export class PutObjectAcl extends Operation {
  public readonly name = 'S3PutObjectAcl';

  constructor(private readonly options: PutObjectAclOptions) {
    super();
  }

  /** @internal */
  public _bind({ objects, namesVersions }: Selection): OperationBinding {
    const problems = [...accessControlListProblems(this.options), ...generalPurposeProblems('putObjectAcl', objects)];
    return problems.length > 0 ? { request: {}, permissions: [], problems, warnings: [] } : {
      request: { S3PutObjectAcl: { AccessControlPolicy: policyOf(this.options) } },
      permissions: objects.map(({ bucket, keyPrefix }) => ({
        bucket,
        // a version that the manifest names is another action
        actions: ['s3:PutObjectAcl', ...(namesVersions ? ['s3:PutObjectVersionAcl'] : [])],
        keyPattern: keysStartingWith(keyPrefix),
      })),
      problems,
      warnings: [
        ...(this.options.grants?.length === 0 ? [removesAllGrants('operation.grants')] : []),
        ...ownershipWarnings(objects, this.options.cannedAccessControlList),
      ],
    };
  }
}

function policyOf({ cannedAccessControlList, owner, grants }: PutObjectAclOptions): object {
  return cannedAccessControlList !== undefined
    ? { CannedAccessControlList: cannedAccessControlList }
    : { AccessControlList: { Owner: { ID: owner?.id, DisplayName: owner?.displayName }, Grants: grantRequests(grants ?? []) } };
}
