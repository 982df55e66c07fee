import { GivenValues } from '../../../local/src/assembly/given-values';

const given = () => new GivenValues({ 'Topic': 'any', 'Demo/Topic': 'of Demo', 'Demo/Nested/Topic.Arn': 'of Nested' });

test.each([
  ['everywhere', 'Other', 'Topic', 'any'],
  ['in the stack that it names', 'Demo', 'Topic', 'of Demo'],
  ['in the nested stack that it names', 'Demo/Nested', 'Topic.Arn', 'of Nested'],
  ['nowhere else', 'Demo', 'Topic.Arn', undefined],
])('a value counts %s', (_where, place, name, expected) => {
  expect(given().find(place, name)).toBe(expected);
});

test('knows the values that nothing has asked for', () => {
  const values = given();
  values.find('Demo', 'Topic');
  expect(values.neverNeeded).toEqual(['Topic', 'Demo/Nested/Topic.Arn']);
});
