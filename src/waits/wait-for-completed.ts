import type { Duration } from 'aws-cdk-lib';
import { OnTimeout } from '../on-timeout';
import { Wait } from './wait';
import type { WaitBinding } from '../private/binding';
import { show, type KnownOptions } from '../private/checks';
import { WAIT_SECONDS } from '../private/limits';
import { factoryOptionProblems } from '../private/struct-checks';
import { waitProblems, waitSeconds } from '../private/wait-timeout';

/** Options of `WaitFor.completed`. */
export interface WaitForCompletedOptions {
  /**
   * How long to wait, from the creation of the job: 1 second to 45 minutes. A longer job goes on after the deployment
   * with `WaitFor.started()`.
   *
   * @default Duration.minutes(45)
   */
  readonly timeout?: Duration;

  /**
   * The most tasks that may fail without the deployment failing. S3 itself calls a job complete whose every task failed.
   *
   * @default - 0, or no limit where `maxFailedTasksPercent` is given
   */
  readonly maxFailedTasks?: number;

  /**
   * The most tasks that may fail, in percent of all: 0 to 100. With `maxFailedTasks`, neither may be exceeded.
   *
   * @default - no limit
   */
  readonly maxFailedTasksPercent?: number;

  /**
   * What it means when the timeout passes before the job has ended.
   *
   * @default OnTimeout.FAIL
   */
  readonly onTimeout?: OnTimeout;
}

const OPTIONS: KnownOptions<WaitForCompletedOptions> = { timeout: true, maxFailedTasks: true, maxFailedTasksPercent: true, onTimeout: true };

/** Waits until no task is left, and judges the job by how many tasks failed. */
export class WaitForCompleted extends Wait {
  public readonly name = 'completed';

  constructor(private readonly options: WaitForCompletedOptions = {}) {
    super();
  }

  /** @internal */
  public _bind(): WaitBinding {
    const { timeout, maxFailedTasks, maxFailedTasksPercent, onTimeout } = this.options ?? {};
    return {
      spec: {
        until: 'completed',
        timeoutSeconds: waitSeconds(timeout, WAIT_SECONDS.completed),
        onTimeout,
        maxFailedTasks,
        maxFailedTasksPercent,
      },
      problems: [
        ...factoryOptionProblems('waitFor', 'completed', this.options, OPTIONS),
        ...waitProblems(timeout),
        ...toleranceProblems(maxFailedTasks, maxFailedTasksPercent),
        ...onTimeoutProblems(onTimeout),
      ],
    };
  }
}

function toleranceProblems(tasks: unknown, percent: unknown): string[] {
  const isWhole = tasks === undefined || (Number.isSafeInteger(tasks) && (tasks as number) >= 0);
  const isShare = percent === undefined || (typeof percent === 'number' && percent >= 0 && percent <= 100);
  return [
    ...(isWhole ? [] : [`\`waitFor.maxFailedTasks\` must be a whole number from 0, known at synth, got: ${show(tasks)}`]),
    ...(isShare ? [] : [`\`waitFor.maxFailedTasksPercent\` must be a number from 0 to 100, known at synth, got: ${show(percent)}`]),
  ];
}

function onTimeoutProblems(onTimeout: OnTimeout | undefined): string[] {
  const known = Object.values(OnTimeout);
  return onTimeout === undefined || known.includes(onTimeout)
    ? []
    : [`\`waitFor.onTimeout\` must be one of ${known.join(', ')}, got: ${show(onTimeout)}`];
}
