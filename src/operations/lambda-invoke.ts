import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Operation } from './operation';
import { InvocationSchemaVersion } from '../invocation-schema-version';
import type { OperationBinding } from '../private/binding';
import { show, type KnownOptions } from '../private/checks';
import { userArgumentProblems } from '../private/operation/user-arguments';
import { operationOptionProblems } from '../private/struct-checks';
import { currentVersion } from '../private/warnings';

/** Options of `BatchOperation.lambdaInvoke`. */
export interface LambdaInvokeOptions {
  /**
   * Which event the function gets.
   *
   * @default - V2_0 with `userArguments`, V1_0 without
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
  public _bind(): OperationBinding {
    const problems = [...functionProblems(this.fn), ...optionProblems(this.options)];
    if (problems.length > 0) {
      return { request: {}, permissions: [], problems, warnings: [] };
    }
    const { userArguments, invocationSchemaVersion } = this.options;
    return {
      request: {
        LambdaInvoke: {
          FunctionArn: this.fn.functionArn,
          InvocationSchemaVersion: invocationSchemaVersion
            ?? (userArguments === undefined ? InvocationSchemaVersion.V1_0 : InvocationSchemaVersion.V2_0),
          UserArguments: userArguments && sorted(userArguments),
        },
      },
      permissions: [{ invoked: this.fn }],
      problems,
      warnings: isCurrentVersion(this.fn) ? [currentVersion()] : [],
    };
  }
}

function functionProblems(fn: Partial<lambda.IFunction> | undefined): string[] {
  return fn?.functionArn !== undefined
    ? []
    : [`\`operation.fn\` must be a function; use Function.fromFunctionArn for one that exists already, got: ${show(fn)}`];
}

function optionProblems(options: LambdaInvokeOptions): string[] {
  const { invocationSchemaVersion: version, userArguments } = options ?? {};
  return [
    ...operationOptionProblems('lambdaInvoke', options, OPTIONS),
    ...(version === undefined || Object.values(InvocationSchemaVersion).includes(version)
      ? []
      : [`\`operation.invocationSchemaVersion\` must be InvocationSchemaVersion.V1_0 or V2_0, got: ${show(version)}`]),
    ...(version === InvocationSchemaVersion.V1_0 && userArguments !== undefined
      ? ['`operation.userArguments` need InvocationSchemaVersion.V2_0; leave `operation.invocationSchemaVersion` out, got: V1_0']
      : []),
    ...(userArguments === undefined ? [] : userArgumentProblems('operation.userArguments', userArguments)),
  ];
}

/** Some languages hand a map over in another order at every synth, and the template shall not change with it. */
function sorted(map: { readonly [key: string]: string }): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether `fn` is what `Function.currentVersion` gives, told without making one. */
function isCurrentVersion(fn: lambda.IFunction): boolean {
  const { lambda: versioned } = fn as Partial<lambda.IVersion>;
  return fn.node.id === 'CurrentVersion' && fn.node.scope === versioned;
}
