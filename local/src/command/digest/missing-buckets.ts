import type { ApiCallCount } from '../../api-log';
import { bucketNameOf } from '../../store/resource-arn';

/** The buckets that a job asked for and that weren't there. */
export function missingBuckets(calls: readonly ApiCallCount[], id: string): string[] {
  const found = calls.filter(({ jobId, error }) => jobId === id && error === 'NoSuchBucket').map(({ missing }) => missing);
  return [...new Set(found)].filter((arn) => arn !== undefined).map(bucketNameOf);
}
