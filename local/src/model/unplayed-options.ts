import type { LambdaInvokeOptions, OperationName, OperationOptions, OperationRequest } from './job-request';
import { type Unplayed, unplayedIn } from './unplayed';
import { UNPLAYED_COPY } from './unplayed-copy';
import { UNPLAYED_RETENTION } from './unplayed-retention';

const UNPLAYED_FUNCTION: readonly Unplayed<LambdaInvokeOptions>[] = [
  {
    option: 'InvocationSchemaVersion',
    why: 'there are 1.0 and 2.0',
    isIn: ({ InvocationSchemaVersion = '1.0' }) => !/^[12]\.0$/.test(InvocationSchemaVersion),
    got: ({ InvocationSchemaVersion }) => InvocationSchemaVersion!,
  },
  {
    // the model lets an ARN begin anywhere, down to the function's name alone
    option: 'FunctionArn',
    why: 'a function is found by its whole ARN alone',
    isIn: ({ FunctionArn }) => !FunctionArn.startsWith('arn:'),
    got: ({ FunctionArn }) => FunctionArn,
  },
];

const UNPLAYED_ACL: readonly Unplayed<OperationOptions['S3PutObjectAcl']>[] = [
  {
    // the model has two ways to say an ACL, and doesn't tell of both or neither
    option: 'AccessControlPolicy',
    why: 'either `AccessControlList` or `CannedAccessControlList`',
    isIn: ({ AccessControlPolicy = {} }) => Object.keys(AccessControlPolicy).length !== 1,
    got: ({ AccessControlPolicy = {} }) => Object.keys(AccessControlPolicy).join(' and ') || 'neither',
  },
];

/** What isn't played of the operations; all of the others is. */
export const UNPLAYED: { readonly [Name in OperationName]?: readonly Unplayed<OperationOptions[Name]>[] } = {
  LambdaInvoke: UNPLAYED_FUNCTION,
  S3PutObjectAcl: UNPLAYED_ACL,
  S3PutObjectCopy: UNPLAYED_COPY,
  S3PutObjectRetention: UNPLAYED_RETENTION,
};

/** The path and the reason of each option that S3 takes and that can't be played here. */
export function unplayedOptions(operation: OperationRequest): string[] {
  return (Object.keys(operation) as OperationName[]).flatMap((name) => unplayedOf(name, operation));
}

function unplayedOf<Name extends OperationName>(name: Name, operation: OperationRequest): string[] {
  const options = operation[name] as OperationOptions[Name];
  return unplayedIn(options, `Operation.${name}.`, UNPLAYED[name] ?? []);
}
