import type { Wait } from './waits/wait';
import { WaitForCompleted, type WaitForCompletedOptions } from './waits/wait-for-completed';
import { WaitForCreated } from './waits/wait-for-created';
import { WaitForStarted, type WaitForStartedOptions } from './waits/wait-for-started';

/** What a deployment waits for before it calls a job deployed. */
export class WaitFor {
  /** The job exists. Whether its role and its manifest work is not seen. */
  public static created(): Wait {
    return new WaitForCreated();
  }

  /** S3 has read the manifest and tried the role, which is where most mistakes surface; or the timeout has passed. */
  public static started(options?: WaitForStartedOptions): Wait {
    return new WaitForStarted(options);
  }

  /** The job has ended, and no more tasks failed than may. */
  public static completed(options?: WaitForCompletedOptions): Wait {
    return new WaitForCompleted(options);
  }

  private constructor() {}
}
