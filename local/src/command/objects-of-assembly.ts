import { resolve } from 'node:path';
import { type BucketArguments, isPath } from './options/object-options';
import type { AssemblyOverview } from '../assembly/overview';
import type { SeededBucket } from '../seed/seeded-bucket';

/** The buckets to be filled of which this assembly, of several, is the first that makes them; what none makes, the first refuses. */
export function objectsOfAssembly(index: number, { filled }: Pick<BucketArguments, 'filled'>, overviews: readonly AssemblyOverview[]): SeededBucket[] {
  const firstWith = (path: string) => Math.max(0, overviews.findIndex((overview) => hasBucket(overview, path)));
  return filled.filter(({ bucket }) => isPath(bucket) && firstWith(bucket) === index)
    .map(({ bucket, source, options }) => ({ path: bucket, source: resolve(source), options }));
}

function hasBucket({ buckets }: AssemblyOverview, path: string): boolean {
  return buckets.some((bucket) => bucket.path === path);
}
