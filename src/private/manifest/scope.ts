import type { ManifestScope } from '../../manifests/manifest-scope';
import { mayHideKey } from '../bucket/encryption-keys';
import { isSameBucket } from '../bucket/single-bucket';
import { bucketProblems, show, textProblems, unknownOptionProblems, type KnownOptions } from '../checks';
import { OBJECT_KEY_LENGTH } from '../limits';
import { isStruct } from '../struct-checks';

const PATH = 'manifest.scope';
const OPTIONS: KnownOptions<ManifestScope> = { bucket: true, keyPrefix: true };

/** Unless every entry names a bucket, and there is at least one. */
export function scopeProblems(scope: unknown): string[] {
  if (!Array.isArray(scope) || scope.length === 0) {
    return [`\`${PATH}\` must hold at least one bucket that the manifest's rows name, as in [{ bucket }], got: ${scope instanceof Array ? 'none' : show(scope)}`];
  }
  // a hole of a list is a value too
  return Array.from<ManifestScope | undefined>(scope).flatMap((entry, index) => {
    const path = `${PATH}[${index}]`;
    return [
      ...bucketProblems(`${path}.bucket`, entry?.bucket),
      ...textProblems(`${path}.keyPrefix`, entry?.keyPrefix, OBJECT_KEY_LENGTH),
      ...(isStruct(entry) ? unknownOptionProblems(path, entry, OPTIONS) : []),
    ];
  });
}

/** The entries of a scope without those that others cover: what the role is allowed for these, it is allowed for those. */
export function widestScope(scope: readonly ManifestScope[]): ManifestScope[] {
  return scope.filter((entry, index) => !scope.some((other, place) => (
    place !== index && covers(other, entry) && (place < index || !covers(entry, other))
  )));
}

/** A bucket that tells of itself what the other, imported, can't isn't covered by it. */
function covers(wide: ManifestScope, narrow: ManifestScope): boolean {
  const isSame = wide.bucket === narrow.bucket || (isSameBucket(wide.bucket, narrow.bucket) && mayHideKey(narrow.bucket));
  return isSame && (narrow.keyPrefix ?? '').startsWith(wide.keyPrefix ?? '');
}
