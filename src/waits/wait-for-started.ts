import type { Duration } from 'aws-cdk-lib';
import { Wait } from './wait';
import type { WaitBinding } from '../private/binding';
import { waitProblems, waitSeconds } from '../private/wait-timeout';

/** Options of `WaitFor.started`. */
export interface WaitForStartedOptions {
  /**
   * How long to wait, from the creation of the job: 1 second to 12 minutes. Past that the deployment succeeds.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
}

/** Waits until S3 has read the manifest and tried the role. */
export class WaitForStarted extends Wait {
  public readonly name = 'started';

  constructor(private readonly options: WaitForStartedOptions = {}) {
    super();
  }

  /** @internal */
  public _bind(): WaitBinding {
    const { timeout } = this.options;
    return { spec: { until: 'started', timeoutSeconds: waitSeconds(timeout) }, problems: waitProblems(timeout) };
  }
}
