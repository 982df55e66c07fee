import { authorize } from '../../../local/src/policy/authorize';
import type { Statement } from '../../../local/src/policy/document';
import { Principals } from '../../../local/src/policy/principals';

const OBJECT = 'arn:aws:s3:::logs/a.log';
const unknown = { unknown: 'Resources.Policy: not known' } as unknown as string;
const read: Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' };
const condition = { StringEquals: { 'aws:PrincipalArn': unknown } };

function decide(...statements: Statement[]) {
  const principal = new Principals().put('arn:aws:iam::111122223333:role/worker', [{ Statement: statements }]);
  return authorize(principal, 's3:GetObject', OBJECT);
}

test.each<[string, Statement[], 'allowed' | 'denied']>([
  ['it is about another action', [read, { ...read, Action: 'dynamodb:*', Resource: unknown }], 'allowed'],
  ['something else allows the call', [read, { ...read, Resource: [unknown] }], 'allowed'],
  ['the same statement allows it', [{ ...read, Resource: [unknown, 'arn:aws:s3:::logs/*'] }], 'allowed'],
  ['something else forbids the call', [{ ...read, Resource: unknown }, { ...read, Effect: 'Deny' }], 'denied'],
  ['the same statement leaves it out', [{ Effect: 'Allow', Action: '*', NotResource: ['arn:aws:s3:::logs/*', unknown] }], 'denied'],
  ['a condition rules it out', [{ ...read, Resource: unknown, Condition: { StringEquals: { 'aws:PrincipalArn': 'other' } } }], 'denied'],
])('what isn\'t known doesn\'t matter when %s', (_why, statements, decision) => {
  expect(decide(...statements)).toBe(decision);
});

test.each<[string, Statement[]]>([
  ['alone allows the call', [{ ...read, Resource: unknown }]],
  ['may forbid the call', [read, { ...read, Effect: 'Deny', Resource: unknown }]],
  ['may be left out', [{ Effect: 'Allow', Action: '*', NotResource: unknown }]],
  ['is in a condition', [{ ...read, Condition: condition }]],
  ['is an action', [{ ...read, Action: unknown }]],
])('what isn\'t known is an error that says so when it %s', (_what, statements) => {
  expect(() => decide(...statements)).toThrow(
    'whether arn:aws:iam::111122223333:role/worker may call s3:GetObject depends on what isn\'t known here: Resources.Policy: not known');
});
