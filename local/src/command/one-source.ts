import type { BucketArguments } from './options/object-options';
import { UsageError } from './options/usage-error';
import type { AssemblyOverview } from '../assembly/overview';

/** Refuses to fill a bucket twice: by its name, and by the path of the construct that gives it this name. */
export function requireOneSource({ filled }: Pick<BucketArguments, 'filled'>, overviews: readonly AssemblyOverview[]): void {
  const given = new Set(filled.map(({ bucket }) => bucket));
  for (const { path, name } of overviews.flatMap(({ buckets }) => buckets)) {
    if (name !== undefined && given.has(name) && given.has(path)) {
      throw new UsageError(`--objects must name a bucket once, got: ${name} and ${path}, which is the same one`);
    }
  }
}
