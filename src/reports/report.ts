import type { ReportBinding } from '../private/binding';

/** What a job reports about its tasks. Made by `CompletionReport`. */
export abstract class Report {
  /** The report's scope, as the S3 Control API names it, or `Disabled`. */
  public abstract readonly name: string;

  /**
   * The report's part of a job.
   *
   * @param neededBy the operation, if it needs a report whose bucket's owner is checked
   * @internal
   */
  public abstract _bind(neededBy?: string): ReportBinding;
}
