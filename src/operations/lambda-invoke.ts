import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Operation } from './operation';
import { InvocationSchemaVersion } from '../invocation-schema-version';
import type { OperationBinding, Selection } from '../private/binding';
import { isDirectoryBucket } from '../private/bucket/directory-bucket';
import { show, type KnownOptions } from '../private/checks';
import { functionProblems, isCurrentVersion } from '../private/operation/invoked-function';
import { userArgumentProblems } from '../private/operation/user-arguments';
import { sortedEntries } from '../private/string-maps';
import { operationOptionProblems } from '../private/struct-checks';
import { currentVersion } from '../private/warnings';

/** Options of `BatchOperation.lambdaInvoke`. */
export interface LambdaInvokeOptions {
  /**
   * Which event the function gets. Only V2_0 has user arguments, and objects in directory buckets.
   *
   * @default - V2_0 with `userArguments` or for objects in directory buckets, V1_0 otherwise
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_LambdaInvokeOperation.html
   */
  readonly invocationSchemaVersion?: InvocationSchemaVersion;

  /**
   * What the function finds in `job.userArguments` of every event, by key: 1 to 10 of them. A key has 1 to 64 characters
   * and is known at synth, a value has at most 1024.
   *
   * @default - none
   */
  readonly userArguments?: { readonly [key: string]: string };
}

const OPTIONS: KnownOptions<LambdaInvokeOptions> = { userArguments: true, invocationSchemaVersion: true };

/** LambdaInvoke: invokes a function for each object. */
export class LambdaInvoke extends Operation {
  public readonly name = 'LambdaInvoke';

  constructor(private readonly fn: lambda.IFunction, private readonly options: LambdaInvokeOptions = {}) {
    super();
  }

  /** @internal */
  public _bind({ objects }: Selection): OperationBinding {
    const ofDirectory = objects.some(({ bucket }) => isDirectoryBucket(bucket));
    const problems = [...functionProblems('operation.fn', this.fn), ...optionProblems(this.options, ofDirectory)];
    if (problems.length > 0) {
      return { request: {}, permissions: [], problems, warnings: [] };
    }
    const { userArguments, invocationSchemaVersion } = this.options;
    return {
      request: {
        LambdaInvoke: {
          FunctionArn: this.fn.functionArn,
          InvocationSchemaVersion: invocationSchemaVersion
            ?? (userArguments === undefined && !ofDirectory ? InvocationSchemaVersion.V1_0 : InvocationSchemaVersion.V2_0),
          UserArguments: userArguments && Object.fromEntries(sortedEntries(userArguments)),
        },
      },
      permissions: [{ invoked: this.fn }],
      problems,
      warnings: isCurrentVersion(this.fn) ? [currentVersion()] : [],
    };
  }
}

function optionProblems(options: LambdaInvokeOptions, ofDirectory: boolean): string[] {
  const { invocationSchemaVersion: version, userArguments } = options ?? {};
  return [
    ...operationOptionProblems('lambdaInvoke', options, OPTIONS),
    ...(version === undefined || Object.values(InvocationSchemaVersion).includes(version)
      ? []
      : [`\`operation.invocationSchemaVersion\` must be InvocationSchemaVersion.V1_0 or V2_0, got: ${show(version)}`]),
    ...(version === InvocationSchemaVersion.V1_0 && userArguments !== undefined
      ? ['`operation.userArguments` need InvocationSchemaVersion.V2_0; leave `operation.invocationSchemaVersion` out, got: V1_0']
      : []),
    ...(version === InvocationSchemaVersion.V1_0 && ofDirectory
      ? ['`operation.invocationSchemaVersion` must be V2_0 or be left out for objects in directory buckets, got: V1_0']
      : []),
    ...(userArguments === undefined ? [] : userArgumentProblems('operation.userArguments', userArguments)),
  ];
}
