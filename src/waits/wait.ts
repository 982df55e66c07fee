import type { WaitBinding } from '../private/binding';

/** What a deployment waits for. Made by `WaitFor`. */
export abstract class Wait {
  /** The state that is waited for: `created`, `started` or `completed`. */
  public abstract readonly name: string;

  /**
   * The wait's part of a job.
   *
   * @internal
   */
  public abstract _bind(): WaitBinding;
}
