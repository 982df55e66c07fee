import { Token } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { show } from '../checks';
import { isPattern } from '../key-pattern';
import { FUNCTION_ARN, FUNCTION_ARN_LENGTH } from '../limits';

/** Unless `value` is a construct that stands for one function, a version of it or an alias. */
export function functionProblems(path: string, value: unknown): string[] {
  if (!Construct.isConstruct(value) || typeof (value as Partial<lambda.IFunction>).functionArn !== 'string') {
    return [`\`${path}\` must be a function; use Function.fromFunctionArn for one that exists already, got: ${show(value)}`];
  }
  const { functionArn } = value as lambda.IFunction;
  return isFunctionArn(functionArn)
    ? []
    : [`\`${path}\` must have the ARN of one function, as in arn:aws:lambda:eu-west-1:111122223333:function:checksum, got: ${show(functionArn)}`];
}

/** What only the deployment knows of an ARN is taken to be right. */
function isFunctionArn(arn: string): boolean {
  return Token.isUnresolved(arn) ? !isPattern(arn) : arn.length <= FUNCTION_ARN_LENGTH && FUNCTION_ARN.test(arn);
}

/** Whether `fn` is what `Function.currentVersion` gives, told without making one. */
export function isCurrentVersion(fn: lambda.IFunction): boolean {
  const { lambda: versioned } = fn as Partial<lambda.IVersion>;
  return fn.node.id === 'CurrentVersion' && fn.node.scope === versioned;
}
