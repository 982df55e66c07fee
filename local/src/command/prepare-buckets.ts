import { resolve } from 'node:path';
import type { BucketArguments } from './options/object-options';
import type { Progress } from './progress/progress';
import type { Cloud } from '../cloud/cloud';

/** Makes the buckets that are named, and fills them. */
export async function prepareBuckets(cloud: Cloud, { filled, empty }: BucketArguments, progress: Pick<Progress, 'line'>): Promise<void> {
  for (const { bucket, versioned } of empty) await cloud.createBucket(bucket, { versioned });
  for (const { bucket, source, options } of filled) {
    const count = await cloud.seed(bucket, resolve(source), options);
    progress.line(`s3://${bucket} holds ${count} ${count === 1 ? 'object' : 'objects'} of ${source}`);
  }
}
