import { CfnParameter, Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { BatchOperation } from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, statementsOf } from '../fixture';

const statement = () => new iam.PolicyStatement({ actions: ['s3:PutObjectSeal'], resources: ['arn:aws:s3:::objects/*'] });

const bindAll = (operation: unknown, options: unknown) => bindOperation(BatchOperation.custom(operation as never, options as never));
const bind = (operation: unknown) => bindAll(operation, { statements: [] });

test('is named as the operation', () => {
  expect(BatchOperation.custom({ S3PutObjectSeal: {} }, { statements: [] }).name).toBe('S3PutObjectSeal');
});

test.each<[string, object]>([
  ['no options', { S3PutObjectSeal: {} }],
  ['every kind of value', { S3PutObjectSeal: { Text: '', Zero: 0, No: false, List: [1, 'a', [], {}], Object: { Empty: {} } } }],
  ['an operation that has a factory', { S3PutObjectTagging: { TagSet: [{ Key: 'b', Value: '1' }, { Key: 'a', Value: '' }] } }],
])('sends what it is given: %s', (_, operation) => {
  expect(bind(operation)).toMatchObject({ problems: [], warnings: [] });
  expect(bind(operation).request).toEqual(operation);
});

test('leaves out what is undefined', () => {
  expect(JSON.stringify(bind({ S3PutObjectSeal: { A: undefined, B: 1 }, Other: undefined }).request)).toBe('{"S3PutObjectSeal":{"B":1}}');
});

test('sends members in one order, however the map is ordered, and lists in their own', () => {
  const sent = '{"S3PutObjectSeal":{"A":[{"C":1,"D":2},0],"B":3}}';

  expect(JSON.stringify(bind({ S3PutObjectSeal: { B: 3, A: [{ D: 2, C: 1 }, 0] } }).request)).toBe(sent);
  expect(JSON.stringify(bind({ S3PutObjectSeal: { A: [{ C: 1, D: 2 }, 0], B: 3 } }).request)).toBe(sent);
});

test('sends text and numbers that only the deployment knows', () => {
  const stack = newStack();
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  newJob(stack, { operation: BatchOperation.custom({ S3PutObjectSeal: { Reason: `because ${text}`, Days: [number] } }, { statements: [] }) });

  expect(jobRequest(stack).Operation).toEqual({
    S3PutObjectSeal: { Reason: { 'Fn::Join': ['', ['because ', { Ref: 'Text' }]] }, Days: [{ Ref: 'Number' }] },
  });
});

describe('the role', () => {
  const inventory = { Action: 's3:PutInventoryConfiguration', Effect: 'Allow', Resource: 'arn:aws:s3:::objects' };

  test('is allowed the statements, besides what the manifest needs', () => {
    const stack = newStack();
    const conditional = new iam.PolicyStatement({
      effect: iam.Effect.DENY, actions: ['s3:PutObjectSeal'], resources: ['*'], conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    newJob(stack, { operation: BatchOperation.custom({ S3PutObjectSeal: {} }, { statements: [statement(), conditional] }) });

    expect(statementsOf(stack, 'JobRole')).toEqual([
      inventory,
      { Action: 's3:PutObjectSeal', Effect: 'Allow', Resource: 'arn:aws:s3:::objects/*' },
      { Action: 's3:PutObjectSeal', Effect: 'Deny', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  test('is allowed nothing for the operation where no statement says so', () => {
    const stack = newStack();
    newJob(stack, { operation: BatchOperation.custom({ S3DeleteObjectTagging: {} }, { statements: [] }) });

    expect(statementsOf(stack, 'JobRole')).toEqual([inventory]);
  });

  test('is allowed a bucket that is known at deployment', () => {
    const stack = newStack();
    const bucketArn = new CfnParameter(stack, 'BucketArn').valueAsString;
    const statements = [new iam.PolicyStatement({ actions: ['s3:PutObjectSeal'], resources: [bucketArn] })];

    expect(bindOperation(BatchOperation.custom({ S3PutObjectSeal: {} }, { statements }), { objects: [{ bucket: bucketNamed(stack, 'objects') }] }))
      .toMatchObject({ problems: [], permissions: [{ statement: statements[0] }] });
  });
});

const form = "`operation` must have the API's name of one operation, and its options under it, as in { S3DeleteObjectTagging: {} }, got: ";
const plain = 'must be text, a number, true, false, a list or a plain object, and a date its text in ISO 8601, got: ';

test.each<[string, unknown, string]>([
  ['no operation', {}, `${form}an object of Object`],
  ['two operations', { S3PutObjectSeal: {}, S3DeleteObjectTagging: {} }, `${form}"S3PutObjectSeal", "S3DeleteObjectTagging"`],
  ['no name', { '': {} }, `${form}""`],
  ['a name that the API can\'t have', { 's3-put/object': {} }, `${form}"s3-put/object"`],
  ['a name known at deployment', { [Lazy.string({ produce: () => 'S3PutObjectSeal' })]: {} }, `${form}"\${Token`],
  ['the name alone', 'S3PutObjectSeal', `${form}"S3PutObjectSeal"`],
  ['nothing', undefined, `${form}undefined`],
  ['null', null, `${form}null`],
  ['a list', [{ S3PutObjectSeal: {} }], `${form}a list`],
  ['no options', { S3PutObjectSeal: null }, '`operation.S3PutObjectSeal` must be an object, {} for an operation without options, got: null'],
  ['text for options', { S3PutObjectSeal: 'ON' }, '`operation.S3PutObjectSeal` must be an object, {} for an operation without options, got: "ON"'],
  ['a list for options', { S3PutObjectSeal: [] }, '`operation.S3PutObjectSeal` must be an object, {} for an operation without options, got: a list'],
  [
    'options known at deployment', { S3PutObjectSeal: Lazy.any({ produce: () => ({}) }) },
    '`operation.S3PutObjectSeal` must be an object, {} for an operation without options, got: an object known only at deployment',
  ],
])('refuses %s', (_, operation, problem) => {
  expect(bind(operation).problems).toEqual([expect.stringContaining(problem)]);
});

test.each<[string, unknown, string]>([
  ['null', null, `${plain}null`],
  ['NaN', NaN, `${plain}NaN`],
  ['infinity', -Infinity, `${plain}-Infinity`],
  ['a big integer', 1n, `${plain}1`],
  ['a function', Math.max, plain],
  ['a symbol', Symbol('x'), `${plain}Symbol(x)`],
  ['a date', new Date('2026-01-01T00:00:00Z'), plain],
  ['a map', new Map(), `${plain}an object of Map`],
  ['a construct', bucketNamed(newStack(), 'objects'), `${plain}an object of `],
  ['a list known at deployment', Lazy.list({ produce: () => ['a'] }), 'must be known at synth, since only strings and numbers can be left to the deployment, got: a list'],
  ['an object known at deployment', Lazy.any({ produce: () => ({}) }), 'must be known at synth, since only strings and numbers can be left to the deployment, got: an object known only at deployment'],
])('refuses %s anywhere in the options', (_, value, problem) => {
  const problems = ['Option', 'List[1]', 'Object.Option'].map((path) => expect.stringContaining(`\`operation.S3PutObjectSeal.${path}\` ${problem}`));

  expect(bind({ S3PutObjectSeal: { Option: value, List: [0, value], Object: { Option: value } } }).problems).toEqual(problems);
});

test('refuses a list with gaps, and one with undefined', () => {
  // eslint-disable-next-line no-sparse-arrays -- what JavaScript takes
  expect(bind({ S3PutObjectSeal: { Gap: [, 1], Undefined: [undefined] } }).problems).toEqual([
    `\`operation.S3PutObjectSeal.Gap[0]\` ${plain}undefined`,
    `\`operation.S3PutObjectSeal.Undefined[0]\` ${plain}undefined`,
  ]);
});

test('refuses an object that holds itself, and takes one that is held twice', () => {
  const twice = { a: 1 };
  const endless: { self?: object } = {};
  endless.self = [endless];

  expect(bind({ S3PutObjectSeal: { Options: endless } }).problems).toEqual(['`operation.S3PutObjectSeal.Options.self[0]` must not hold itself']);
  expect(bind({ S3PutObjectSeal: { A: twice, B: [twice, twice] } }).problems).toEqual([]);
});

test('takes options that are nested 32 levels deep, and no deeper', () => {
  const nested = (levels: number): object => (levels === 0 ? {} : { A: nested(levels - 1) });

  expect(bind({ S3PutObjectSeal: nested(32) }).problems).toEqual([]);
  expect(bind({ S3PutObjectSeal: nested(33) }).problems).toEqual([expect.stringMatching(/^`operation\.S3PutObjectSeal(\.A){33}` must not be nested so deep: at most 32 levels$/)]);
});

test('refuses what is nested deeper than a program can follow', () => {
  let nested = {};
  for (let level = 0; level < 20_000; level++) {
    nested = { A: nested };
  }

  expect(bind({ S3PutObjectSeal: nested }).problems).toEqual([expect.stringContaining('must not be nested so deep')]);
});

test('refuses a gap between statements, and a misspelt option with it', () => {
  // eslint-disable-next-line no-sparse-arrays -- what JavaScript takes
  expect(bindAll({ S3PutObjectSeal: {} }, { statements: [,], statement: 1 }).problems).toEqual([
    '`operation.statement` is no option; there are: statements', '`operation.statements[0]` must be a PolicyStatement, got: undefined',
  ]);
});

test('refuses what would be read as a stand-in', () => {
  const operation = BatchOperation.custom({ S3PutObjectSeal: { Reason: { $: 0 } } }, { statements: [] });

  expect(() => newJob(newStack(), { operation })).toThrow('must not have a number named $, which stands for a value known at deployment, got: 0');
});

test('takes options of no prototype, as other languages\' maps may be', () => {
  expect(bind(Object.assign(Object.create(null), { S3PutObjectSeal: Object.create(null) })).problems).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no options', undefined, '`operation.statements` must be a list of policy statements, [] for an operation that needs none, got: undefined'],
  ['null', null, '`operation` must have its options by their names, as in custom({ statements: … }), got: null'],
  ['no statements', {}, '`operation.statements` must be a list of policy statements, [] for an operation that needs none, got: undefined'],
  ['a misspelt option', { statements: [], permissions: [] }, '`operation.permissions` is no option; there are: statements'],
  ['a statement alone', { statements: statement() }, '`operation.statements` must be a list of policy statements, [] for an operation that needs none, got: an object of PolicyStatement'],
  ['a statement as JSON', { statements: [statement(), { Effect: 'Allow' }] }, '`operation.statements[1]` must be a PolicyStatement, got: an object of Object'],
  ['nothing in the list', { statements: [undefined] }, '`operation.statements[0]` must be a PolicyStatement, got: undefined'],
])('refuses %s for statements', (_, options, problem) => {
  expect(bindAll({ S3PutObjectSeal: {} }, options).problems).toEqual([problem]);
});

test.each<[string, iam.PolicyStatementProps, string]>([
  ['names a principal', { actions: ['s3:*'], resources: ['*'], principals: [new iam.AnyPrincipal()] }, 'cannot specify any IAM principals'],
  ['names no resource', { actions: ['s3:PutObjectSeal'] }, 'must specify at least one resource'],
  ['names no action', { resources: ['*'] }, "must specify at least one 'action'"],
])('refuses a statement that %s', (_, props, problem) => {
  expect(bindAll({ S3PutObjectSeal: {} }, { statements: [new iam.PolicyStatement(props)] }).problems).toEqual([
    expect.stringMatching(new RegExp(`^\`operation.statements\\[0\\]\` must be a statement that a role's policy can hold: .*${problem}`)),
  ]);
});
