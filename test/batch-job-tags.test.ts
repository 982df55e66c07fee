import { Lazy, NestedStack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { jobResource, newJob, newStack } from './fixture';

const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));

test('a job without tags has no such property', () => {
  const stack = newStack();
  newJob(stack);

  expect(jobResource(stack).Properties).not.toHaveProperty('Tags');
});

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags', (_, context) => {
  test('a job has its own tags, those of what it is in, and the stack\'s', () => {
    const stack = newStack({ tags: { 'stack-tag': 's', 'team': 'everybody' } }, context);
    const job = newJob(stack);
    Tags.of(job).add('team', 'archive');
    Tags.of(stack.node.root).add('app-tag', 'a');

    expect(jobResource(stack).Properties.Tags).toEqual([
      { Key: 'app-tag', Value: 'a' }, { Key: 'stack-tag', Value: 's' }, { Key: 'team', Value: 'archive' },
    ]);
  });
});

test('a job in a nested stack has the tags of the stack around it', () => {
  const stack = newStack({ tags: { team: 'archive' } });
  const nested = new NestedStack(stack, 'Nested');
  newJob(nested);

  expect(jobResource(nested).Properties.Tags).toEqual([{ Key: 'team', Value: 'archive' }]);
});

test('a tag removed from a job is gone', () => {
  const stack = newStack();
  const job = newJob(stack);
  Tags.of(stack).add('team', 'archive', { includeResourceTypes: ['Custom::S3BatchJob'] });
  Tags.of(job).remove('team');

  expect(jobResource(stack).Properties).not.toHaveProperty('Tags');
});

test('46 tags are taken', () => {
  const stack = newStack({ tags: manyTags(46) });
  newJob(stack);

  expect(jobResource(stack).Properties.Tags).toHaveLength(46);
});

test.each<[string, Record<string, string>, string]>([
  ['the 47th tag', manyTags(47), "`tags` must hold at most 46 tags, the stack's own included, as S3 takes 50 and 4 are the handler's"],
  [
    'a key with other characters', { 'a,b': 'x' },
    'a key of `tags` must have 1 to 128 characters, of letters, digits, spaces and _ . : / = + - @, got: "a,b"',
  ],
  [
    'a long value', { team: 'x'.repeat(257) },
    `\`tags["team"]\` must be a string of at most 256 characters, of letters, digits, spaces and _ . : / = + - @, got: "${'x'.repeat(60)}"… (257 characters)`,
  ],
  ['a key of AWS\'s own', { 'aws:team': 'x' }, 'a key of `tags` must not start with aws:, which AWS keeps to its own tags, got: "aws:team"'],
  [
    'a key of the handler\'s', { 'cdk-s3-batch-operations:stack': 'x' },
    'a key of `tags` must not start with cdk-s3-batch-operations:, which the job\'s own tags do, got: cdk-s3-batch-operations:stack',
  ],
])('refuses %s at synth', (_, tags, problem) => {
  const stack = newStack();
  const job = newJob(stack);
  Object.entries(tags).forEach(([key, value]) => Tags.of(job.node.defaultChild!.node.scope!).add(key, value, { excludeResourceTypes: ['AWS::IAM::Role'] }));

  expect(() => Template.fromStack(stack)).toThrow(`[Stack/Job] ${problem}`);
});

test('counts Unicode characters, as the service model does', () => {
  const stack = newStack();
  Tags.of(newJob(stack)).add('𠀀'.repeat(128), '𠀀'.repeat(256), { excludeResourceTypes: ['AWS::IAM::Role'] });

  expect(jobResource(stack).Properties.Tags).toHaveLength(1);
});

test('lets a value through that only the deployment knows', () => {
  const stack = newStack();
  Tags.of(newJob(stack)).add('account', Lazy.string({ produce: () => stack.account }));

  expect(jobResource(stack).Properties.Tags).toEqual([{ Key: 'account', Value: { Ref: 'AWS::AccountId' } }]);
});
