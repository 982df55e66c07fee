import type { JobSite, OperationBinding, Selection } from '../private/binding';

/** What a job does to each of its objects. Made by `BatchOperation`. */
export abstract class Operation {
  /** The operation's name in the S3 Control API, such as `S3PutObjectTagging`. */
  public abstract readonly name: string;

  /**
   * The operation's part of a job on what a manifest without problems selects.
   *
   * @internal
   */
  public abstract _bind(selection: Selection, site: JobSite): OperationBinding;
}
