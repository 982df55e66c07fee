import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { PutObjectCopyOptions } from '../../operations/put-object-copy-options';
import type { JobSite, Selection } from '../binding';
import { isDirectoryBucket } from '../bucket/directory-bucket';

/** A copy job: to which bucket, how, and of which objects. */
export interface Copy {
  readonly target: s3refs.IBucketRef;
  readonly options: PutObjectCopyOptions;
  readonly selection: Selection;
  readonly site: JobSite;
}

export function isToDirectory({ target }: Copy): boolean {
  return isDirectoryBucket(target);
}

export function isFromDirectory({ selection }: Copy): boolean {
  return selection.objects.some(({ bucket }) => isDirectoryBucket(bucket));
}
