import { Token } from 'aws-cdk-lib';
import { show, unknownOptionProblems } from './checks';

/** Unless `value` is a struct without options that it doesn't have. */
export function structProblems(path: string, value: unknown, known: { readonly [option: string]: true }): string[] {
  return isStruct(value)
    ? unknownOptionProblems(path, value, known)
    : [`\`${path}\` must have its options by their names, as in { ${Object.keys(known)[0]}: … }, got: ${show(value)}`];
}

/** Whether a value can be read by names: no list, date or map, in which any option would pass unseen. */
export function isStruct(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]' && !Token.isUnresolved(value);
}
