import { authorize } from '../../../local/src/policy/authorize';
import type { Statement } from '../../../local/src/policy/document';
import { Principals } from '../../../local/src/policy/principals';

const ROLE = 'arn:aws:iam::111122223333:role/worker';
const OBJECT = 'arn:aws:s3:::logs/app/a.log';
const tagAll: Statement = { Effect: 'Allow', Action: 's3:PutObjectTagging', Resource: 'arn:aws:s3:::logs/*' };

function decide(statements: Statement[], action = 's3:PutObjectTagging', resource = OBJECT, context = {}) {
  const principal = new Principals().put(ROLE, [{ Version: '2012-10-17', Statement: statements }]);
  return authorize(principal, action, resource, context);
}

test.each<[string, Statement[], 'allowed' | 'denied']>([
  ['nothing allows it', [], 'denied'],
  ['an Allow covers it', [tagAll], 'allowed'],
  ['the Allow is for another action', [{ ...tagAll, Action: 's3:PutObject' }], 'denied'],
  ['the Allow is for another bucket', [{ ...tagAll, Resource: 'arn:aws:s3:::other/*' }], 'denied'],
  ['a Deny covers it too', [tagAll, { ...tagAll, Effect: 'Deny' }], 'denied'],
  ['a Deny comes first', [{ ...tagAll, Effect: 'Deny' }, tagAll], 'denied'],
  ['a Deny is for something else', [tagAll, { ...tagAll, Effect: 'Deny', Action: 's3:DeleteObject' }], 'allowed'],
  ['one of several actions is it', [{ ...tagAll, Action: ['s3:GetObject', 's3:putobjecttagging'] }], 'allowed'],
  ['NotAction leaves it out', [{ Effect: 'Allow', NotAction: 's3:PutObject*', Resource: '*' }], 'denied'],
  ['NotAction is about others', [{ Effect: 'Allow', NotAction: 's3:Delete*', Resource: '*' }], 'allowed'],
  ['NotResource leaves it out', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::logs/app/*' }], 'denied'],
  ['NotResource is about others', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::logs/web/*' }], 'allowed'],
  ['the resource differs in case', [{ ...tagAll, Resource: 'arn:aws:s3:::logs/APP/*' }], 'denied'],
])('when %s, the answer is %s', (_case, statements, decision) => {
  expect(decide(statements)).toBe(decision);
});

test.each<[string, string, string, 'allowed' | 'denied']>([
  ['a star crosses slashes', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/a/b/c', 'allowed'],
  ['a question mark is one character', 'arn:aws:s3:::logs/?', 'arn:aws:s3:::logs/ab', 'denied'],
  ['a question mark is any character', 'arn:aws:s3:::logs/?', 'arn:aws:s3:::logs/é', 'allowed'],
  ['a dot is a dot', 'arn:aws:s3:::my.logs/*', 'arn:aws:s3:::myxlogs/a', 'denied'],
  ['an escaped star is a star', 'arn:aws:s3:::logs/${*}/*', 'arn:aws:s3:::logs/*/a', 'allowed'],
  ['an escaped star is nothing else', 'arn:aws:s3:::logs/${*}/*', 'arn:aws:s3:::logs/b/a', 'denied'],
  ['an escaped question mark is one', 'arn:aws:s3:::logs/${?}', 'arn:aws:s3:::logs/?', 'allowed'],
  ['an escaped dollar is one', 'arn:aws:s3:::logs/${$}{x}', 'arn:aws:s3:::logs/${x}', 'allowed'],
  ['a lone dollar is one', 'arn:aws:s3:::logs/$5', 'arn:aws:s3:::logs/$5', 'allowed'],
  ['a line break is a character', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/a\nb', 'allowed'],
])('in a pattern %s', (_case, pattern, resource, decision) => {
  expect(decide([{ ...tagAll, Resource: pattern }], 's3:PutObjectTagging', resource)).toBe(decision);
});

test.each<[string, Statement['Condition'], { [key: string]: string | readonly string[] | undefined }, 'allowed' | 'denied']>([
  ['StringEquals holds', { StringEquals: { 'k:name': ['a', 'b'] } }, { 'k:name': 'b' }, 'allowed'],
  ['StringEquals takes a star as it is', { StringEquals: { 'k:name': '*' } }, { 'k:name': 'b' }, 'denied'],
  ['StringNotEquals finds it', { StringNotEquals: { 'k:name': ['a', 'b'] } }, { 'k:name': 'b' }, 'denied'],
  ['StringEqualsIgnoreCase holds', { StringEqualsIgnoreCase: { 'k:name': 'A' } }, { 'k:name': 'a' }, 'allowed'],
  ['StringLike holds', { StringLike: { 'k:name': 'a*' } }, { 'k:name': 'abc' }, 'allowed'],
  ['ArnLike holds', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/work*' } }, {}, 'allowed'],
  ['ArnLike keeps a star in its part', { ArnLike: { 'aws:PrincipalArn': 'arn:*:role/worker' } }, {}, 'denied'],
  ['Bool holds', { Bool: { 'k:flag': true } }, { 'k:flag': 'true' }, 'allowed'],
  ['one of two conditions fails', { StringLike: { 'k:name': 'a*' }, Bool: { 'k:flag': 'true' } }, { 'k:name': 'a', 'k:flag': 'false' }, 'denied'],
  ['the call does not carry the key', { StringEquals: { 'k:name': 'a' } }, { 'k:name': undefined }, 'denied'],
  ['the call does not carry it, and need not', { StringEqualsIfExists: { 'k:name': 'a' } }, { 'k:name': undefined }, 'allowed'],
  ['the call does not carry what it must not have', { StringNotEquals: { 'k:name': 'a' } }, { 'k:name': undefined }, 'allowed'],
  ['nothing is no number', { NumericEquals: { 'k:name': 0 } }, { 'k:name': '' }, 'denied'],
  ['one of several values is it', { 'ForAnyValue:StringEquals': { 'k:name': ['x', 'b'] } }, { 'k:name': ['a', 'b'] }, 'allowed'],
  ['none of several values is it', { 'ForAnyValue:StringEquals': { 'k:name': 'x' } }, { 'k:name': ['a', 'b'] }, 'denied'],
  ['one of several values isn\'t it', { 'ForAnyValue:StringNotEquals': { 'k:name': 'a' } }, { 'k:name': ['a', 'b'] }, 'allowed'],
  ['there is no value of which one could be it', { 'ForAnyValue:StringLike': { 'k:name': '*' } }, { 'k:name': [] }, 'denied'],
  ['the call does not carry the key of several values', { 'ForAnyValue:StringEquals': { 'k:name': 'a' } }, { 'k:name': undefined }, 'denied'],
  ['the call does not carry it, of several values, and need not', { 'ForAnyValue:StringEqualsIfExists': { 'k:name': 'a' } }, { 'k:name': undefined }, 'allowed'],
  ['all of several values are among them', { 'ForAllValues:StringEquals': { 'k:name': ['a', 'b', 'c'] } }, { 'k:name': ['a', 'b'] }, 'allowed'],
  ['not all of several values are among them', { 'ForAllValues:StringEquals': { 'k:name': ['a', 'c'] } }, { 'k:name': ['a', 'b'] }, 'denied'],
  ['there is no value that isn\'t among them', { 'ForAllValues:StringEquals': { 'k:name': 'a' } }, { 'k:name': undefined }, 'allowed'],
  ['one value alone is a set as well', { 'ForAnyValue:StringEquals': { 'k:name': 'a' } }, { 'k:name': 'a' }, 'allowed'],
  ['a key is spelled in another case', { StringEquals: { 'K:Name': 'a' } }, { 'k:name': 'a' }, 'allowed'],
])('of conditions: %s', (_case, Condition, context, decision) => {
  expect(decide([{ ...tagAll, Condition }], 's3:PutObjectTagging', OBJECT, context)).toBe(decision);
});

test.each<[string, Partial<Statement> & { [member: string]: unknown }, string]>([
  ['condition operator', { Condition: { IpAddress: { 'k:name': '10.0.0.0/8' } } }, '`IpAddress`'],
  ['condition key', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, '`aws:SourceVpc`'],
  ['policy variable', { Resource: 'arn:aws:s3:::logs/${aws:username}/*' }, '`${aws:username}`'],
  ['effect', { Effect: 'Maybe' }, 'Maybe'],
  ['member', { Principal: '*' }, '`Principal`'],
])('refuses an unknown %s by its name', (_case, change, name) => {
  expect(() => decide([{ ...tagAll, ...change }], 's3:PutObjectTagging', OBJECT, { 'k:name': 'a' })).toThrow(name);
});

test('refuses an operator for one value on a key that has several', () => {
  expect(() => decide([{ ...tagAll, Condition: { StringEquals: { 'k:name': 'a' } } }], 's3:PutObjectTagging', OBJECT, { 'k:name': ['a'] })).toThrow('`k:name`');
});

test('does not mind an unknown condition in a statement about something else', () => {
  const elsewhere = { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*', Condition: { Null: { 'aws:SourceVpc': 'true' } } };
  expect(decide([tagAll, elsewhere])).toBe('allowed');
});

test('refuses a statement without actions', () => {
  expect(() => decide([{ Effect: 'Allow', Resource: '*' }])).toThrow('either `Action` or `NotAction`');
});
