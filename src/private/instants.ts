import { show } from './checks';
import { changingDate, localMidnight, type Warning } from './warnings';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** ISO 8601 in UTC, without milliseconds where there are none: the form that the service itself uses. */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}

/** Unless `value` is absent or a valid date. */
export function instantProblems(path: string, value: unknown): string[] {
  return value === undefined || (value instanceof Date && !Number.isNaN(value.getTime()))
    ? []
    : [`\`${path}\` must be a valid Date, got: ${show(value)}`];
}

/** What makes a valid date differ from synth to synth, or from machine to machine. */
export function instantWarnings(path: string, instant: Date | undefined, now: Date): Warning[] {
  if (instant === undefined) {
    return [];
  }
  if (instant.getUTCMilliseconds() !== 0 || Math.abs(instant.getTime() - now.getTime()) < DAY) {
    return [changingDate(path, instantText(instant))];
  }
  return isMidnight(instant, instant.getTimezoneOffset()) && !isMidnight(instant, 0) ? [localMidnight(path, instantText(instant))] : [];
}

function isMidnight(instant: Date, minutesBehindUtc: number): boolean {
  return (instant.getTime() - minutesBehindUtc * MINUTE) % DAY === 0;
}
