import { Token } from 'aws-cdk-lib';
import { show, unknownOptionProblems } from './checks';
import { isPlainObject } from './string-maps';

/** Unless `value` is a struct without options that it doesn't have. */
export function structProblems(path: string, value: unknown, known: { readonly [option: string]: true }): string[] {
  return isStructOf(value, known) ? unknownOptionProblems(path, value, known) : [problem(path, known, value)];
}

/**
 * Unless `options` is absent or an operation's options struct.
 *
 * @param operation the factory of the operation, such as `initiateRestoreObject`
 */
export function operationOptionProblems(operation: string, options: unknown, known: { readonly [option: string]: true }): string[] {
  return factoryOptionProblems('operation', operation, options, known);
}

/** Unless `options` is absent or the options struct of a factory, such as `started`. */
export function factoryOptionProblems(path: string, factory: string, options: unknown, known: { readonly [option: string]: true }): string[] {
  if (options === undefined) {
    return [];
  }
  return isStructOf(options, known) ? unknownOptionProblems(path, options, known) : [problem(path, known, options, factory)];
}

/** Whether a value can be read by names: no list, date or map, in which any option would pass unseen. */
export function isStruct(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]' && !Token.isUnresolved(value);
}

/** What has a class is taken for a struct by its members: a duration that was given alone has none of them. */
function isStructOf(value: unknown, known: { readonly [option: string]: true }): value is object {
  return isStruct(value) && (isPlainObject(value) || Object.keys(known).some((option) => option in value));
}

function problem(path: string, known: { readonly [option: string]: true }, value: unknown, factory?: string): string {
  const example = `{ ${Object.keys(known)[0]}: … }`;
  return `\`${path}\` must have its options by their names, as in ${factory === undefined ? example : `${factory}(${example})`}, got: ${show(value)}`;
}
