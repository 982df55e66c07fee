import { show } from './checks';
import { changingDate, localMidnight, type Warning } from './warnings';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** ISO 8601 in UTC, without milliseconds where there are none: the form that the service itself uses. */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}

/** Unless `value` is absent or a valid date, of a year that ISO 8601 spells with four digits. */
export function instantProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    return [`\`${path}\` must be a valid Date, got: ${show(value)}`];
  }
  const year = value.getUTCFullYear();
  return year >= 0 && year <= 9999 ? [] : [`\`${path}\` must be of a year from 0 to 9999, got: ${value.toISOString()}`];
}

/**
 * What makes a valid date differ from synth to synth, or from machine to machine.
 * @param asAge the option that takes an age in place of the date, if there is one
 */
export function instantWarnings(path: string, instant: Date | undefined, now: Date, asAge?: string): Warning[] {
  if (instant === undefined) {
    return [];
  }
  if (instant.getUTCMilliseconds() !== 0 || Math.abs(instant.getTime() - now.getTime()) < DAY) {
    return [changingDate(path, instantText(instant), asAge)];
  }
  return isMidnight(instant, instant.getTimezoneOffset()) && !isMidnight(instant, 0) ? [localMidnight(path, instantText(instant))] : [];
}

function isMidnight(instant: Date, minutesBehindUtc: number): boolean {
  return (instant.getTime() - minutesBehindUtc * MINUTE) % DAY === 0;
}
