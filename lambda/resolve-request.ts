import { resolveManifest } from './resolve-manifest';
import type { Services } from './services';
import type { WireFilter, WireManifest, WireRequest } from './wire-request';
import type { JobRequest, ManifestFilterRequest, ManifestGeneratorRequest, SecondsAgo } from '../src/private/contract';

/**
 * What is sent for a request, worked out anew at each try: a manifest may have been uploaded meanwhile. Rows that came
 * with the app don't change, and are written once. Ages are told from now, once: a request that is sent again, because its
 * answer got lost, has to be the same for S3 to know it again.
 */
export function requestResolver({ Manifest, ManifestGenerator, ...rest }: JobRequest, { manifests, clock }: Services): () => Promise<WireRequest> {
  let staged: WireManifest | undefined;
  const generator = ManifestGenerator && resolveGenerator(ManifestGenerator, clock.now());
  return async () => {
    const resolved = staged ?? (Manifest && await resolveManifest(Manifest, manifests));
    staged = Manifest && '$staged' in Manifest.Location ? resolved : undefined;
    return { ...rest, Manifest: resolved, ManifestGenerator: generator };
  };
}

function resolveGenerator({ S3JobManifestGenerator: { Filter, ...rest } }: ManifestGeneratorRequest, now: Date): WireRequest['ManifestGenerator'] {
  return { S3JobManifestGenerator: { ...rest, Filter: Filter && resolveFilter(Filter, now) } };
}

/** The filter with instants in place of durations. */
export function resolveFilter(filter: ManifestFilterRequest, now: Date): WireFilter {
  const { CreatedAfter, CreatedBefore, ...rest } = filter;
  return { ...rest, ...instantOf('CreatedAfter', CreatedAfter, now), ...instantOf('CreatedBefore', CreatedBefore, now) };
}

function instantOf(member: 'CreatedAfter' | 'CreatedBefore', value: string | SecondsAgo | undefined, now: Date): Partial<WireFilter> {
  if (value === undefined) {
    return {};
  }
  return { [member]: typeof value === 'string' ? value : secondsBefore(now, Number(value.$secondsAgo)) };
}

/** In whole seconds, as S3 itself writes dates; none before 1970, when there were no objects. */
function secondsBefore(now: Date, seconds: number): string {
  const instant = Math.max(0, Math.floor(now.getTime() / 1000 - seconds));
  return new Date(instant * 1000).toISOString().replace('.000Z', 'Z');
}
