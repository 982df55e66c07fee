import { Operation } from './operation';
import type { OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { keysStartingWith } from '../private/key-pattern';

/** S3DeleteObjectTagging: removes all tags of each object. */
export class DeleteObjectTagging extends Operation {
  public readonly name = 'S3DeleteObjectTagging';

  /** @internal */
  public _bind({ objects, namesVersions }: Selection): OperationBinding {
    return {
      request: { S3DeleteObjectTagging: {} },
      permissions: objects.map(({ bucket, keyPrefix }) => ({
        bucket,
        // a version that the manifest names is another action
        actions: ['s3:DeleteObjectTagging', ...(namesVersions ? ['s3:DeleteObjectVersionTagging'] : [])],
        keyPattern: keysStartingWith(keyPrefix),
      })),
      problems: generalPurposeProblems('deleteObjectTagging', objects),
      warnings: [],
    };
  }
}
