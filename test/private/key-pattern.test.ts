import { Aws } from 'aws-cdk-lib';
import { keysStartingWith } from '../../src/private/key-pattern';
import { newStack } from '../fixture';

test.each([
  [undefined, '*'],
  ['logs/', 'logs/*'],
  ['*', '${*}*'],
  ['a?b', 'a${?}b*'],
  ['$5/${x}', '${$}5/${$}{x}*'],
  ['äÿ/', 'äÿ/*'],
  // IAM takes nothing beyond U+00FF in a policy
  ['a*/日本/b', 'a${*}/*'],
  ['🪣', '*'],
])('the keys that start with %s are %s', (prefix, pattern) => {
  expect(keysStartingWith(prefix)).toBe(pattern);
});

test('what only the deployment knows is left as it is', () => {
  expect(newStack().resolve(keysStartingWith(`*${Aws.REGION}$${Aws.ACCOUNT_ID}?`))).toEqual({
    'Fn::Join': ['', ['${*}', { Ref: 'AWS::Region' }, '${$}', { Ref: 'AWS::AccountId' }, '${?}*']],
  });
});
