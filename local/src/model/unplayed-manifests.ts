import type { CreateJobRequest } from './job-request';
import type { Unplayed } from './unplayed';

type Manifests = Pick<CreateJobRequest, 'Manifest' | 'ManifestGenerator'>;

/** What isn't played of the manifests. */
export const UNPLAYED_MANIFESTS: readonly Unplayed<Manifests>[] = [
  {
    // the model tells of columns where the manifest is in CSV, and not what becomes of them where it is an inventory
    option: 'Manifest.Spec.Fields',
    why: 'an inventory says itself which columns it has',
    isIn: ({ Manifest }) => Manifest?.Spec.Format === 'S3InventoryReport_CSV_20161130' && Manifest.Spec.Fields !== undefined,
  },
  {
    // the model doesn't demand a place for the manifest that is to be kept, and doesn't tell of another one
    option: 'ManifestGenerator.S3JobManifestGenerator.EnableManifestOutput',
    why: 'true, without a `ManifestOutputLocation`',
    isIn: ({ ManifestGenerator }) => {
      const { EnableManifestOutput, ManifestOutputLocation } = ManifestGenerator?.S3JobManifestGenerator ?? {};
      return EnableManifestOutput === true && ManifestOutputLocation === undefined;
    },
  },
];
