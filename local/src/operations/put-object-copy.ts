import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import { copyRequestOf } from './put-object-copy-request';
import { requirePermissions } from './service-permissions';
import { JobFailure } from '../engine/job-failure';
import type { CopyOptions } from '../model/job-request';
import { bucketArn, objectArn } from '../store/resource-arn';

/** Copies each object, as a whole, to the one target bucket. S3 User Guide, "Copy objects": CopyObject is what does it. */
export const putObjectCopy: Executor<CopyOptions> = {
  concurrency: S3_CONCURRENCY,
  async checkBucket(bucket) {
    if (isDirectoryBucket(bucket)) throw new JobFailure('LocalEngineError', `copies from directory buckets aren't played here: ${bucket}`);
  },
  async execute(task, options, job) {
    const { environment: { partition } } = job;
    const copy = copyRequestOf(task, options, job);
    const places = { object: objectArn(partition, task), bucket: bucketArn(partition, task.bucket), target: objectArn(partition, copy) };
    requirePermissions('S3PutObjectCopy', places, job, task.versionId);
    await job.store.copyObject(copy);
    return SUCCESS;
  },
};

/** S3 User Guide, "Directory bucket naming rules". */
function isDirectoryBucket(name: string): boolean {
  return name.endsWith('--x-s3');
}
