import { Token } from 'aws-cdk-lib';
import { show, unknownOptionProblems } from '../checks';

/**
 * Unless `options` is absent or an operation's options struct.
 *
 * @param operation the factory of the operation, such as `initiateRestoreObject`
 */
export function operationOptionProblems(operation: string, options: unknown, known: { readonly [option: string]: true }): string[] {
  if (options === undefined) {
    return [];
  }
  return typeof options === 'object' && options !== null && !Array.isArray(options) && !Token.isUnresolved(options)
    ? unknownOptionProblems('operation', options, known)
    : [`\`operation\` must have its options by their names, as in ${operation}({ ${Object.keys(known)[0]}: … }), got: ${show(options)}`];
}
