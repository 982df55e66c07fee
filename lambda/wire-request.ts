import type { JobRequest, ManifestFilterRequest, ManifestGeneratorRequest, ManifestLocation, ManifestRequest } from '../src/private/contract';

/**
 * A request as S3 takes it. The parts are named here again in which the contract lets something stand for something else,
 * so that the compiler sees that none of it is sent.
 */
export interface WireRequest extends Omit<JobRequest, 'Manifest' | 'ManifestGenerator'> {
  readonly Manifest?: WireManifest;
  readonly ManifestGenerator?: { readonly S3JobManifestGenerator: WireGenerator };
}

export interface WireManifest extends Omit<ManifestRequest, 'Location'> {
  readonly Location: WireLocation;
}

export interface WireLocation extends ManifestLocation {
  readonly ETag: string;
}

export interface WireGenerator extends Omit<ManifestGeneratorRequest['S3JobManifestGenerator'], 'Filter'> {
  readonly Filter?: WireFilter;
}

export interface WireFilter extends Omit<ManifestFilterRequest, 'CreatedAfter' | 'CreatedBefore'> {
  readonly CreatedAfter?: string;
  readonly CreatedBefore?: string;
}
