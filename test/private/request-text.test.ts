import { Aws, Fn, Lazy, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { JobRequest } from '../../src/private/contract';
import { requestText, templateValues, type RequestText } from '../../src/private/request-text';
import { jobRequest, newJob, newStack } from '../fixture';

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
    '`request.Operation.S3PutObjectTagging.object` is known only at deployment, which the request can hold strings and numbers of, got: an object known only at deployment',
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

describe('text that XML can\'t hold', () => {
  const rule = 'must have no control characters and no half of a surrogate pair, which XML can\'t hold and so S3 can\'t be told, got: ';

  test.each<[string, object, string]>([
    ['a control character', { a: { b: ['x', 'y\u0001'] } }, `\`request.Operation.S3PutObjectTagging.a.b[1]\` ${rule}"y\\u0001"`],
    ['half of a character', { a: 'x\ud800' }, `\`request.Operation.S3PutObjectTagging.a\` ${rule}"x\\ud800"`],
    ['a key', { map: { 'k\u0000': 'x' } }, `a key of \`request.Operation.S3PutObjectTagging.map\` ${rule}"k\\u0000"`],
    ['a text of which the deployment knows a part', { a: `\u000b${later('x')}` }, expect.stringContaining(`\`request.Operation.S3PutObjectTagging.a\` ${rule}`)],
  ])('is refused in %s', (_, options, problem) => {
    expect(textOf(options).problems).toEqual([problem]);
  });

  test('is none of tabs, line ends, and characters beyond U+FFFF', () => {
    expect(textOf({ 'a': '\t\r\n😀\u0085', 'b😀': later('\u0001') }).problems).toEqual([]);
  });

  test('is refused wherever a job has it', () => {
    expect(() => newJob(newStack(), { description: 'a\u0008b' })).toThrow(`Stack/Job can't be deployed as it is:\n- \`request.Description\` ${rule}"a\\bb"`);
  });
});

describe('the path that a job is called by where nobody says otherwise', () => {
  test.each([
    ['whole, where it has 256 characters', `${'J'.repeat(248)}😀`, 'J😀'],
    ['cut to 256 characters', `${'J'.repeat(248)}😀JJJ`, 'J😀'],
    ['cut before a character that has no room', `${'J'.repeat(249)}😀`, 'JJ'],
  ])('is %s', (_, id, end) => {
    const stack = newStack();
    newJob(stack, {}, id);

    expect(jobRequest(stack).Description).toBe(`Stack/${'J'.repeat(247)}${end}`);
  });
});

describe('the values of a template', () => {
  const resolve = (...values: string[]) => newStack().resolve(templateValues(new Construct(newStack(), 'Job'), values));

  test('are what the stand-ins stand for', () => {
    expect(resolve(Aws.REGION, `a-${Aws.REGION}`)).toEqual([{ Ref: 'AWS::Region' }, { 'Fn::Join': ['', ['a-', { Ref: 'AWS::Region' }]] }]);
  });

  test.each([
    ['itself', Aws.NO_VALUE],
    ['one of two', Fn.conditionIf('Condition', 'x', Aws.NO_VALUE).toString()],
  ])('are refused where AWS::NoValue, %s, would move the others up', (_, value) => {
    expect(() => resolve(Aws.REGION, value)).toThrow(
      /Stack\/Job can't be deployed as it is:\n- a value of the job may be AWS::NoValue at deployment/,
    );
  });
});
