import type { Duration } from 'aws-cdk-lib';
import { Wait } from './wait';
import type { WaitBinding } from '../private/binding';
import type { KnownOptions } from '../private/checks';
import { WAIT_SECONDS } from '../private/limits';
import { factoryOptionProblems } from '../private/struct-checks';
import { waitProblems, waitSeconds } from '../private/wait-timeout';

/** Options of `WaitFor.started`. */
export interface WaitForStartedOptions {
  /**
   * How long to wait, from the creation of the job: 1 second to 45 minutes. Past that the deployment succeeds, unless the
   * job is held back to be counted for `maxObjects`, which fails it.
   *
   * @default Duration.minutes(15)
   */
  readonly timeout?: Duration;
}

const OPTIONS: KnownOptions<WaitForStartedOptions> = { timeout: true };

/** Waits until S3 has read the manifest and tried the role. */
export class WaitForStarted extends Wait {
  public readonly name = 'started';

  constructor(private readonly options: WaitForStartedOptions = {}) {
    super();
  }

  /** @internal */
  public _bind(): WaitBinding {
    const { timeout } = this.options ?? {};
    return {
      spec: { until: 'started', timeoutSeconds: waitSeconds(timeout, WAIT_SECONDS.started) },
      problems: [...factoryOptionProblems('waitFor', 'started', this.options, OPTIONS), ...waitProblems(timeout)],
    };
  }
}
