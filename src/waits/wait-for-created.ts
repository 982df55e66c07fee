import { Wait } from './wait';
import type { WaitBinding } from '../private/binding';

/** Waits until the job exists. */
export class WaitForCreated extends Wait {
  public readonly name = 'created';

  /** @internal */
  public _bind(): WaitBinding {
    return { spec: { until: 'created' }, problems: [] };
  }
}
