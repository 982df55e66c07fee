import type { ApiCallCount } from '../api-log';
import { type BucketArguments, isPath } from './options/object-options';

/** The buckets that were filled by name and that no call has been about: their names may be misspelt. */
export function unusedBuckets({ filled }: Pick<BucketArguments, 'filled'>, calls: readonly Pick<ApiCallCount, 'resource'>[]): string[] {
  const used = new Set(calls.map(({ resource }) => /^arn:[^:]*:s3:::([^/]*)/.exec(resource)?.[1]));
  return filled.map(({ bucket }) => bucket).filter((bucket) => !isPath(bucket) && !used.has(bucket));
}
