import { Duration, Size, SizeRoundingBehavior } from 'aws-cdk-lib';
import { show } from '../checks';
import { FILTER_AGE_DAYS } from '../limits';

const DAY = 24 * 60 * 60;

/** An age in seconds, a fraction included. */
export function secondsOf(age: Duration): number {
  return age.toSeconds({ integral: false });
}

/** A size in bytes, a fraction included. */
export function bytesOf(size: Size): number {
  return size.toBytes({ rounding: SizeRoundingBehavior.NONE });
}

/** Unless `value` is absent, or an age that can be counted back from any day on which a job is created. */
export function ageProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  const rule = `\`${path}\` must be a Duration of whole seconds, from 1 second to ${FILTER_AGE_DAYS} days, known at synth`;
  if (!(value instanceof Duration) || value.isUnresolved()) {
    return [`${rule}, got: ${value instanceof Duration ? 'a value known at deployment' : show(value)}`];
  }
  const seconds = secondsOf(value);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= FILTER_AGE_DAYS * DAY ? [] : [`${rule}, got: ${seconds} seconds`];
}

/** Unless `value` is absent, or a size of so many whole bytes at least. */
export function sizeProblems(path: string, value: unknown, least: number): string[] {
  if (value === undefined) {
    return [];
  }
  const rule = `\`${path}\` must be a Size of whole bytes, from ${least} to ${Number.MAX_SAFE_INTEGER}, known at synth`;
  if (!(value instanceof Size) || value.isUnresolved()) {
    return [`${rule}, got: ${value instanceof Size ? 'a value known at deployment' : show(value)}`];
  }
  const bytes = bytesOf(value);
  return Number.isSafeInteger(bytes) && bytes >= least ? [] : [`${rule}, got: ${bytes} bytes`];
}
