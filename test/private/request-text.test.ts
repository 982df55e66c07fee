import { Aws, Fn, Lazy, Token } from 'aws-cdk-lib';
import type { JobRequest } from '../../src/private/contract';
import { requestText, templateValues, type RequestText } from '../../src/private/request-text';
import { newStack } from '../fixture';

/** A request with an operation that has the given options, which may be of any shape. */
function textOf(options: object): RequestText & { readonly options: unknown } {
  const request: JobRequest = {
    Operation: { S3PutObjectTagging: options as Record<string, unknown> },
    Report: { Enabled: false },
    Priority: 10,
    RoleArn: 'arn:aws:iam::111122223333:role/job',
    ConfirmationRequired: false,
  };
  const made = requestText(request);
  return { ...made, options: JSON.parse(made.text).Operation.S3PutObjectTagging };
}

const later = (value: string) => Lazy.string({ produce: () => value });

test('keeps what is false, zero, empty or ends in a slash, and drops what is undefined', () => {
  const options = { no: false, zero: 0, object: {}, text: '', list: [], prefix: 'a/', nothing: undefined };

  expect(JSON.stringify(textOf(options).options)).toBe('{"no":false,"zero":0,"object":{},"text":"","list":[],"prefix":"a/"}');
});

test('puts a stand-in where only the deployment knows the text, wholly or in part', () => {
  const [bucket, part] = [later('bucket'), later('part')];

  expect(textOf({ bucket, list: [{ prefix: `logs/${part}/` }], literal: 'x' })).toMatchObject({
    options: { bucket: { $: 0 }, list: [{ prefix: { $: 1 } }], literal: 'x' },
    values: [bucket, `logs/${part}/`],
  });
});

test('gives the same value the same stand-in', () => {
  const bucket = later('bucket');

  expect(textOf({ first: bucket, other: later('other'), again: bucket })).toMatchObject({
    options: { first: { $: 0 }, other: { $: 1 }, again: { $: 0 } },
    values: [bucket, expect.anything()],
  });
});

test('puts a stand-in for a number, whose value is text', () => {
  const { options, values } = textOf({ days: Token.asNumber(Lazy.any({ produce: () => 30 })) });

  expect(options).toEqual({ days: { $: 0 } });
  expect(newStack().resolve(values)).toEqual(['30']);
});

test('is free of deploy-time values, which can hold whatever they like', () => {
  const { text } = textOf({ tag: later('"},"Operation":{"S3DeleteObjectTagging":{}}') });

  expect(text).toContain('{"tag":{"$":0}}');
  expect(text).not.toContain('Token');
});

test.each<[string, object, string]>([
  [
    'a key', { map: { [later('key')]: 'x' } },
    "a key of `request.Operation.S3PutObjectTagging.map` is known only at deployment, which the request can't hold; use a key known at synth",
  ],
  [
    'a list', { list: Lazy.list({ produce: () => ['x'] }) },
    '`request.Operation.S3PutObjectTagging.list` is known only at deployment, which the request can hold strings and numbers of, got: a list',
  ],
  [
    'an object', { object: Lazy.any({ produce: () => ({}) }) },
    '`request.Operation.S3PutObjectTagging.object` is known only at deployment, which the request can hold strings and numbers of, got: an object of LazyAny',
  ],
])('refuses %s that only the deployment knows', (_, options, problem) => {
  expect(textOf(options).problems).toEqual([problem]);
});

test('refuses a literal that would be read as a stand-in', () => {
  expect(textOf({ a: { $: 0 } }).problems).toEqual([
    '`request.Operation.S3PutObjectTagging.a` must not have a number named $, which stands for a value known at deployment, got: 0',
  ]);
  expect(textOf({ a: { $: '0' } }).problems).toEqual([]);
});

describe('the values of a template', () => {
  const resolve = (...values: string[]) => newStack().resolve(templateValues(values));

  test('are what the stand-ins stand for', () => {
    expect(resolve(Aws.REGION, `a-${Aws.REGION}`)).toEqual([{ Ref: 'AWS::Region' }, { 'Fn::Join': ['', ['a-', { Ref: 'AWS::Region' }]] }]);
  });

  test.each([
    ['itself', Aws.NO_VALUE],
    ['one of two', Fn.conditionIf('Condition', 'x', Aws.NO_VALUE).toString()],
  ])('are refused where AWS::NoValue, %s, would move the others up', (_, value) => {
    expect(() => resolve(Aws.REGION, value)).toThrow('a value of the job may be AWS::NoValue at deployment');
  });
});
