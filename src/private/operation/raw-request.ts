import { Token } from 'aws-cdk-lib';
import { show } from '../checks';
import { REQUEST_DEPTH } from '../limits';
import { isPlainObject } from '../string-maps';

/**
 * Unless `value` is what a request can hold: text, finite numbers, true and false, lists and plain objects of these.
 * @param around what holds `value`, so that a value in itself is found
 */
export function rawProblems(path: string, value: unknown, around: readonly unknown[] = []): string[] {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return [];
  }
  if (around.includes(value)) {
    return [`\`${path}\` must not hold itself`];
  }
  if (around.length > REQUEST_DEPTH) {
    return [`\`${path}\` must not be nested so deep: at most ${REQUEST_DEPTH} levels`];
  }
  if (Token.isUnresolved(value)) {
    return [`\`${path}\` must be known at synth, since only strings and numbers can be left to the deployment, got: ${show(value)}`];
  }
  if (Array.isArray(value)) {
    // not the list's own methods, which leave out what was never set
    return Array.from<unknown>(value).flatMap((item, index) => rawProblems(`${path}[${index}]`, item, [...around, value]));
  }
  return isPlainObject(value)
    ? Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .flatMap(([name, item]) => rawProblems(`${path}.${name}`, item, [...around, value]))
    : [`\`${path}\` must be text, a number, true, false, a list or a plain object, and a date its text in ISO 8601, got: ${show(value)}`];
}

/** The same with the members of each object in one order: some languages hand a map over in another at every synth. */
export function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOneOrder);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, inOneOrder(item)]))
    : value;
}
