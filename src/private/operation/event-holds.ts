import { EventHoldDuration } from '../../event-hold-duration';
import { EventHoldStatus } from '../../event-hold-status';
import { enumProblems, show } from '../checks';

/** Unless `value` is absent or a status of event holds. */
export function eventHoldProblems(path: string, value: unknown): string[] {
  return enumProblems(path, value, EventHoldStatus, 'EventHoldStatus');
}

/** Unless `value` is absent or a duration that S3 takes. */
export function eventHoldDurationProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  return value instanceof EventHoldDuration
    ? value._problems(path)
    : [`\`${path}\` must be made by EventHoldDuration, as in EventHoldDuration.years(7), got: ${show(value)}`];
}
