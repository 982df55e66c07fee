import { type ConditionContext, conditionsHold } from '../../../local/src/policy/condition';

// IAM User Guide, "IAM JSON policy elements: Condition operators", Numeric
test.each<[string, string, boolean]>([
  ['NumericEquals', '10', true], ['NumericEquals', '9', false], ['NumericEquals', '10.0', true],
  ['NumericNotEquals', '10', false], ['NumericNotEquals', '9', true],
  ['NumericLessThan', '10', false], ['NumericLessThan', '11', true],
  ['NumericLessThanEquals', '10', true], ['NumericLessThanEquals', '9', false],
  ['NumericGreaterThan', '10', false], ['NumericGreaterThan', '9', true],
  ['NumericGreaterThanEquals', '10', true], ['NumericGreaterThanEquals', '11', false],
])('of a priority of 10, %s %s is %s', (operator, expected, holds) => {
  expect(conditionsHold({ [operator]: { 's3:RequestJobPriority': expected } }, { 's3:RequestJobPriority': '10' })).toBe(holds);
});

test('refuses an operator that IAM doesn\'t have', () => {
  expect(() => conditionsHold({ NumericNotLessThan: { key: '1' } }, { key: '2' })).toThrow('`NumericNotLessThan` isn\'t evaluated here');
});

const tagged: ConditionContext = { 'aws:RequestTag/*': undefined, 'aws:RequestTag/Team': 'logs' };

// IAM User Guide, "Controlling access to AWS resources using tags": the part behind the slash is a tag's key
test.each<[string, string, string, boolean]>([
  ['a tag that is there', 'StringEquals', 'aws:RequestTag/Team', true],
  ['a key in another case', 'StringEquals', 'aws:requesttag/team', true],
  ['a tag that isn\'t there', 'StringEquals', 'aws:RequestTag/Stage', false],
  ['a tag that isn\'t there, negated', 'StringNotEquals', 'aws:RequestTag/Stage', true],
  ['a tag that isn\'t there, if it exists', 'StringEqualsIfExists', 'aws:RequestTag/Stage', true],
])('knows %s', (_what, operator, key, holds) => {
  expect(conditionsHold({ [operator]: { [key]: 'logs' } }, tagged)).toBe(holds);
});

test('doesn\'t take another family of keys for it', () => {
  expect(() => conditionsHold({ StringEquals: { 'aws:ResourceTag/Team': 'logs' } }, tagged)).toThrow('`aws:ResourceTag/Team` isn\'t evaluated here');
});
