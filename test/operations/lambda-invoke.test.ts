import { CfnParameter, Lazy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { BatchOperation, InvocationSchemaVersion, type LambdaInvokeOptions } from '../../src';
import { bindOperation, bucketNamed, newFunction, newStack } from '../fixture';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:checksum';

const bind = (options?: LambdaInvokeOptions) => (
  bindOperation(BatchOperation.lambdaInvoke(lambda.Function.fromFunctionArn(newStack(), 'Function', ARN), options))
);
const argumentsNumbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`argument-${index}`, '']));
const long = (length: number) => `"${'x'.repeat(60)}"… (${length} characters)`;

test('is named as in the API', () => {
  expect(BatchOperation.lambdaInvoke(newFunction(newStack())).name).toBe('LambdaInvoke');
});

test.each<[string, LambdaInvokeOptions | undefined, object]>([
  ['nothing said', undefined, { InvocationSchemaVersion: '1.0' }],
  ['1.0 said aloud', { invocationSchemaVersion: InvocationSchemaVersion.V1_0 }, { InvocationSchemaVersion: '1.0' }],
  ['2.0', { invocationSchemaVersion: InvocationSchemaVersion.V2_0 }, { InvocationSchemaVersion: '2.0' }],
  ['arguments', { userArguments: { a: '' } }, { InvocationSchemaVersion: '2.0', UserArguments: { a: '' } }],
])('always sends the schema version: with %s', (_, options, sent) => {
  expect(bind(options)).toMatchObject({ request: { LambdaInvoke: { FunctionArn: ARN, ...sent } }, problems: [] });
});

test('sends the arguments in one order, however the map is ordered', () => {
  const sent = ({ request }: ReturnType<typeof bind>) => JSON.stringify(request.LambdaInvoke!.UserArguments);

  expect(sent(bind({ userArguments: { b: '2', a: '1' } }))).toBe('{"a":"1","b":"2"}');
});

test.each<[string, (fn: lambda.Function) => lambda.IFunction, unknown]>([
  ['the function itself', (fn) => fn, { 'Fn::GetAtt': ['Function76856677', 'Arn'] }],
  ['a version', (fn) => new lambda.Version(fn, 'Version', { lambda: fn }), { Ref: expect.stringMatching(/^FunctionVersion/) }],
  ['an alias', (fn) => fn.addAlias('live'), { Ref: expect.stringMatching(/^FunctionAliaslive/) }],
  ['$LATEST', (fn) => fn.latestVersion, { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Function76856677', 'Arn'] }, ':$LATEST']] }],
])('names %s by its own ARN', (_, qualify, arn) => {
  const stack = newStack();
  const { request } = bindOperation(BatchOperation.lambdaInvoke(qualify(newFunction(stack))));

  expect(stack.resolve(request.LambdaInvoke!.FunctionArn)).toEqual(arn);
});

test.each<[string, Record<string, string>]>([
  ['ten arguments', argumentsNumbered(10)],
  ['the longest key and value', { ['k'.repeat(64)]: 'v'.repeat(1024) }],
  ['the longest ones beyond U+FFFF', { ['😀'.repeat(64)]: '😀'.repeat(1024) }],
  ['a value known at deployment', { a: new CfnParameter(newStack(), 'Text').valueAsString }],
])('takes %s', (_, userArguments) => {
  expect(bind({ userArguments }).problems).toEqual([]);
});

test.each<[string, LambdaInvokeOptions, string]>([
  ['no arguments', { userArguments: {} }, '`operation.userArguments` must hold 1 to 10 arguments or be left out, got: 0'],
  ['eleven arguments', { userArguments: argumentsNumbered(11) }, '`operation.userArguments` must hold 1 to 10 arguments or be left out, got: 11'],
  ['an empty key', { userArguments: { '': 'x' } }, 'a key of `operation.userArguments` must have 1 to 64 characters, got: ""'],
  ['a long key', { userArguments: { ['x'.repeat(65)]: '' } }, `a key of \`operation.userArguments\` must have 1 to 64 characters, got: ${long(65)}`],
  ['a long value', { userArguments: { a: 'x'.repeat(1025) } }, `\`operation.userArguments["a"]\` must be a string of at most 1024 characters, got: ${long(1025)}`],
  [
    'a key known at deployment', { userArguments: { [Lazy.string({ produce: () => 'a' })]: 'x' } },
    'a key of `operation.userArguments` must be known at synth, got: a value known at deployment',
  ],
  [
    'arguments with the schema that has none', { userArguments: { a: 'x' }, invocationSchemaVersion: InvocationSchemaVersion.V1_0 },
    '`operation.userArguments` need InvocationSchemaVersion.V2_0; leave `operation.invocationSchemaVersion` out, got: V1_0',
  ],
])('refuses %s', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test.each<[string, unknown, string]>([
  ['a schema version', { invocationSchemaVersion: '3.0' }, '`operation.invocationSchemaVersion` must be InvocationSchemaVersion.V1_0 or V2_0, got: "3.0"'],
  ['a list', { userArguments: ['a'] }, "`operation.userArguments` must be arguments by their keys, as in { algorithm: 'sha256' }, got: a list"],
  ['a map of JavaScript', { userArguments: new Map([['a', 'b']]) }, "`operation.userArguments` must be arguments by their keys, as in { algorithm: 'sha256' }, got: an object of Map"],
  ['a date with members', { userArguments: Object.assign(new Date(0), { a: 'b' }) }, expect.stringMatching(/^`operation.userArguments` must be arguments by their keys/)],
  ['a number for a value', { userArguments: { a: 1 } }, '`operation.userArguments["a"]` must be a string of at most 1024 characters, got: 1'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([problem]);
});

const A_FUNCTION = '`operation.fn` must have the ARN of one function, as in arn:aws:lambda:eu-west-1:111122223333:function:checksum, got: ';
const importedBy = (arn: string) => bindOperation(BatchOperation.lambdaInvoke(lambda.Function.fromFunctionArn(newStack(), 'Function', arn))).problems;

test.each([
  `${ARN}:live`, `${ARN}:$LATEST`, `${ARN}:12`, 'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:a_b-C1',
  `${ARN.replace('checksum', 'f'.repeat(1024 - ARN.length + 8))}`,
])('takes the ARN %#', (arn) => {
  expect(importedBy(arn)).toEqual([]);
});

test.each([
  ['a pattern', `${ARN.replace('checksum', '*')}`],
  ['a pattern for the qualifier', `${ARN}:v?`],
  ['a text that is too long', `${ARN.replace('checksum', 'f'.repeat(1025 - ARN.length + 8))}`],
  ['a layer', 'arn:aws:lambda:us-east-1:111122223333:layer:checksum:1'],
])('refuses the ARN of %s, which the role would be allowed to invoke', (_, arn) => {
  expect(importedBy(arn)).toEqual([expect.stringContaining(A_FUNCTION)]);
});

test('refuses a pattern in what synth knows of an ARN', () => {
  const named = (name: string) => bindOperation(BatchOperation.lambdaInvoke(lambda.Function.fromFunctionName(newStack(), 'Function', name))).problems;

  expect(named('checksum*')).toEqual([expect.stringContaining(A_FUNCTION)]);
  expect(named('checksum')).toEqual([]);
});

describe('objects in directory buckets, which only schema 2.0 can name', () => {
  const stack = newStack();
  const objects = [{ bucket: bucketNamed(stack, 'plain') }, { bucket: bucketNamed(stack, 'base--usw2-az1--x-s3') }];
  const bindThere = (options?: LambdaInvokeOptions) => bindOperation(
    BatchOperation.lambdaInvoke(lambda.Function.fromFunctionArn(newStack(), 'Function', ARN), options), { objects },
  );

  test.each([[undefined], [{ invocationSchemaVersion: InvocationSchemaVersion.V2_0 }]])('have it sent: %j', (options) => {
    expect(bindThere(options)).toMatchObject({ request: { LambdaInvoke: { InvocationSchemaVersion: '2.0' } }, problems: [] });
  });

  test('refuse another', () => {
    expect(bindThere({ invocationSchemaVersion: InvocationSchemaVersion.V1_0 }).problems).toEqual([
      '`operation.invocationSchemaVersion` must be V2_0 or be left out for objects in directory buckets, got: V1_0',
    ]);
  });
});

test('refuses what only looks like a function from JavaScript', () => {
  expect(bindOperation(BatchOperation.lambdaInvoke({ functionArn: ARN } as never)).problems).toEqual([
    '`operation.fn` must be a function; use Function.fromFunctionArn for one that exists already, got: an object of Object',
  ]);
});

test('refuses the ARN of a function from JavaScript', () => {
  expect(bindOperation(BatchOperation.lambdaInvoke(ARN as never)).problems).toEqual([
    `\`operation.fn\` must be a function; use Function.fromFunctionArn for one that exists already, got: "${ARN.slice(0, 60)}"`,
  ]);
});

test.each<[string, unknown, string]>([
  ['a misspelt option', { userArgs: {} }, '`operation.userArgs` is no option; there are: userArguments, invocationSchemaVersion'],
  ['null', null, '`operation` must have its options by their names, as in lambdaInvoke({ userArguments: … }), got: null'],
])('refuses %s for its options from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([problem]);
});
