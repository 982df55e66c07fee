import { findCycle, graphOf } from './template-graph';

test.each<[string, object]>([
  ['DependsOn', { DependsOn: ['Job'] }],
  ['a lone DependsOn', { DependsOn: 'Job' }],
  ['Ref', { Properties: { Name: { Ref: 'Job' } } }],
  ['Fn::GetAtt', { Properties: { Name: { 'Fn::Join': ['', ['a', { 'Fn::GetAtt': ['Job', 'JobArn'] }]] } } }],
  ['Fn::GetAtt as text', { Properties: { Name: { 'Fn::GetAtt': 'Job.JobArn' } } }],
  ['Fn::Sub', { Properties: { Name: { 'Fn::Sub': 'a-${Job}' } } }],
  ['Fn::Sub of an attribute', { Properties: { Name: { 'Fn::Sub': ['a-${Job.JobArn}-${b}', { b: 'c' }] } } }],
])('finds a circle through %s', (_, bucket) => {
  const graph = graphOf({ Policy: { DependsOn: 'Bucket' }, Job: { DependsOn: ['Policy'] }, Bucket: bucket });

  expect(findCycle(graph)).toEqual(['Policy', 'Bucket', 'Job', 'Policy']);
});

test('finds none where two ways lead to one resource, and none through what isn\'t of the template', () => {
  const graph = graphOf({
    Job: { DependsOn: ['Policy', 'Role'] },
    Policy: { DependsOn: ['Role'] },
    Role: { DependsOn: ['AWS::Partition', 'Elsewhere'] },
  });

  expect(findCycle(graph)).toBeUndefined();
});
