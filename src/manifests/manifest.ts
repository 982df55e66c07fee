import type { JobSite, ManifestBinding } from '../private/binding';

/** Which objects a job works on. Made by `JobManifest`. */
export abstract class Manifest {
  /** The manifest's kind, as the S3 Control API names it, such as `S3JobManifestGenerator`. */
  public abstract readonly name: string;

  /**
   * The manifest's part of a job.
   *
   * @internal
   */
  public abstract _bind(site: JobSite): ManifestBinding;
}
