import type { JobContext } from './executor';
import type { Choices } from '../unknowns';

/** Something that S3 asks of a job's role although no call of its API shows it. */
export interface ServicePermission {
  readonly action: string;
  readonly on: Place;
  /** Only of tasks that name a version, or only of those that name none. Default: of all. */
  readonly tasks?: 'with version' | 'without version';
  /** Whether it is asked at all, where that is an open question. Default: it is. */
  readonly asked?: (unknowns: Choices) => boolean;
  /** The page that says so. */
  readonly source: string;
}

/** What a permission is asked on; `object` and `bucket` are the task's. */
export type Place = 'object' | 'bucket' | 'target';

const GRANTING = 'S3 User Guide, "Granting permissions for Batch Operations"';
const CROSS_ACCOUNT = 'S3 User Guide (2023), "Using a CSV manifest to copy objects across AWS accounts"';

/**
 * All that S3 asks of a job's role beyond the calls that the role makes, by what it is asked for. A call that says it all
 * is not here: that S3PutObjectTagging takes s3:PutObjectTagging, for example.
 */
export const SERVICE_PERMISSIONS = {
  S3PutObjectCopy: [
    { action: 's3:ListBucket', on: 'bucket', source: GRANTING },
    { action: 's3:GetObjectAcl', on: 'object', tasks: 'without version', source: GRANTING },
    { action: 's3:GetObjectVersionAcl', on: 'object', tasks: 'with version', source: CROSS_ACCOUNT },
    { action: 's3:GetObjectTagging', on: 'object', tasks: 'without version', source: GRANTING },
    { action: 's3:GetObjectVersionTagging', on: 'object', tasks: 'with version', source: CROSS_ACCOUNT },
    { action: 's3:PutObjectAcl', on: 'target', source: GRANTING },
    { action: 's3:PutObjectVersionAcl', on: 'target', tasks: 'with version', source: CROSS_ACCOUNT },
    { action: 's3:PutObjectTagging', on: 'target', source: GRANTING },
    { action: 's3:PutObjectVersionTagging', on: 'target', tasks: 'with version', source: CROSS_ACCOUNT },
  ],
  S3ComputeObjectChecksum: [
    { action: 's3:RestoreObject', on: 'object', source: GRANTING },
  ],
  S3ReplicateObject: [
    { action: 's3:InitiateReplication', on: 'object', source: GRANTING },
  ],
  S3UpdateObjectEncryption: [
    { action: 's3:GetObject', on: 'object', tasks: 'without version', source: GRANTING },
    { action: 's3:GetObjectVersion', on: 'object', tasks: 'with version', source: GRANTING },
    {
      action: 's3:PutObject', on: 'object', asked: ({ encryptionNeedsPutObject }) => encryptionNeedsPutObject,
      source: 'S3 User Guide, "Update object encryption"',
    },
  ],
  generatedManifest: [
    { action: 's3:PutInventoryConfiguration', on: 'bucket', source: GRANTING },
  ],
  /** Beside the above, where a filter looks at replication. */
  generatedReplicationManifest: [
    { action: 's3:GetReplicationConfiguration', on: 'bucket', source: GRANTING },
  ],
  /** Where a generated manifest is kept in another account's bucket that has ACLs. */
  generatedManifestOfOtherAccount: [
    { action: 's3:PutObjectAcl', on: 'target', source: GRANTING },
  ],
} as const satisfies { readonly [need: string]: readonly ServicePermission[] };

/** What permissions can be asked for. */
export type Need = keyof typeof SERVICE_PERMISSIONS;

/** The ARNs of those places that a need's permissions are asked on. */
export type Places = { readonly [place in Place]?: string };

/** Asks for all that a need takes; fails with S3's `AccessDenied` on the first permission that the role doesn't have. */
export function requirePermissions(
  need: Need, places: Places, { require, unknowns }: Pick<JobContext, 'require' | 'unknowns'>, versionId?: string,
): void {
  const version = versionId === undefined ? 'without version' : 'with version';
  const permissions: readonly ServicePermission[] = SERVICE_PERMISSIONS[need];
  for (const { action, on, tasks = version, asked } of permissions) {
    if (tasks === version && (asked?.(unknowns) ?? true)) require(action, arnOf(on, places));
  }
}

function arnOf(place: Place, places: Places): string {
  const arn = places[place];
  if (arn === undefined) throw new Error(`a permission is asked on the ${place}, whose ARN isn't given`);
  return arn;
}
