import type { ManifestScope } from '../../manifests/manifest-scope';
import { bucketProblems, show, textProblems, unknownOptionProblems, type KnownOptions } from '../checks';
import { OBJECT_KEY_LENGTH } from '../limits';

const PATH = 'manifest.scope';
const OPTIONS: KnownOptions<ManifestScope> = { bucket: true, keyPrefix: true };

/** Unless every entry names a bucket, and there is at least one. */
export function scopeProblems(scope: unknown): string[] {
  if (!Array.isArray(scope) || scope.length === 0) {
    return [`\`${PATH}\` must hold at least one bucket that the manifest's rows name, as in [{ bucket }], got: ${scope instanceof Array ? 'none' : show(scope)}`];
  }
  return scope.flatMap((entry: ManifestScope | undefined, index) => {
    const path = `${PATH}[${index}]`;
    const problems = bucketProblems(`${path}.bucket`, entry?.bucket);
    return problems.length > 0
      ? problems
      : [...textProblems(`${path}.keyPrefix`, entry!.keyPrefix, OBJECT_KEY_LENGTH), ...unknownOptionProblems(path, entry, OPTIONS)];
  });
}
