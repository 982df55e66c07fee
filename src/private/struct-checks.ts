import { Token } from 'aws-cdk-lib';
import { show, unknownOptionProblems } from './checks';

/** Unless `value` is a struct without options that it doesn't have. */
export function structProblems(path: string, value: unknown, known: { readonly [option: string]: true }): string[] {
  return isStruct(value) ? unknownOptionProblems(path, value, known) : [problem(path, known, value)];
}

/**
 * Unless `options` is absent or an operation's options struct.
 *
 * @param operation the factory of the operation, such as `initiateRestoreObject`
 */
export function operationOptionProblems(operation: string, options: unknown, known: { readonly [option: string]: true }): string[] {
  if (options === undefined) {
    return [];
  }
  return isStruct(options) ? unknownOptionProblems('operation', options, known) : [problem('operation', known, options, operation)];
}

/** Whether a value can be read by names: no list, date or map, in which any option would pass unseen. */
export function isStruct(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]' && !Token.isUnresolved(value);
}

function problem(path: string, known: { readonly [option: string]: true }, value: unknown, factory?: string): string {
  const example = `{ ${Object.keys(known)[0]}: … }`;
  return `\`${path}\` must have its options by their names, as in ${factory === undefined ? example : `${factory}(${example})`}, got: ${show(value)}`;
}
