import type { ManifestBinding, Selection } from '../binding';

/** What a manifest with problems says of itself: nothing that a job could use. */
export function refusedManifest(source: Selection['source'], problems: readonly string[]): ManifestBinding {
  return { problems, warnings: [], permissions: [], handlerPermissions: [], selection: { objects: [], namesVersions: false, source }, request: {} };
}
