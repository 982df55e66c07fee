import { properties, request, taggingWith } from './events';
import { readJobInput } from '../../lambda/job-input';
import { jobPhysicalId, parsePhysicalId, runOf } from '../../lambda/physical-id';
import type { JobProperties, JobRequest } from '../../src/private/contract';

const run = (made: JobProperties) => runOf(readJobInput(made));

/** Deployed stacks hold these: a change of one would run every job of theirs again. */
test.each<[string, JobProperties, string]>([
  ['tagging a generated manifest', properties(), '7dae208c07b6f087aa851122230dbcc7f2a48ad76461d67aee290669edfda15f'],
  ['with a runId', properties({ RunId: '2026-01' }), 'f090d560ddca05802b0aefce8c12211e934bbe433c242758d3468c033e1a08b0'],
])('the hash of %s is golden', (_, made, hash) => {
  expect(run(made)).toBe(`1-${hash}`);
});

const generator = request.ManifestGenerator!.S3JobManifestGenerator;
const withGenerator = (changes: object): JobRequest => (
  { ...request, ManifestGenerator: { S3JobManifestGenerator: { ...generator, ...changes } } }
);

test.each<[string, JobRequest]>([
  ['the role', { ...request, RoleArn: 'arn:aws:iam::111122223333:role/other' }],
  ['the report', { ...request, Report: { Enabled: false } }],
  ['the priority', { ...request, Priority: 1 }],
  ['the description', { ...request, Description: 'new' }],
  ['the confirmation', { ...request, ConfirmationRequired: true }],
  ['the expected owner of the bucket', withGenerator({ ExpectedBucketOwner: '111122223333' })],
  ['another spelling of a date', withGenerator({ Filter: { ...generator.Filter, CreatedBefore: '2025-01-01T00:00:00.000Z' } })],
])('%s makes no other run', (_, changed) => {
  expect(run(properties({ request: changed }))).toBe(run(properties()));
});

test.each<[string, JobProperties]>([
  ['the operation', properties({ request: taggingWith('frozen') })],
  ['the source bucket', properties({ request: withGenerator({ SourceBucket: 'arn:aws:s3:::other' }) })],
  ['the filter', properties({ request: withGenerator({ Filter: { CreatedBefore: '2025-01-01T00:00:00Z' } }) })],
  ['dropping the filter', properties({ request: withGenerator({ Filter: undefined }) })],
  ['the runId', properties({ RunId: '1' })],
])('%s makes another run', (_, made) => {
  expect(run(made)).not.toBe(run(properties()));
});

test('the order of tags makes no other run', () => {
  const tagged = (...TagSet: object[]) => properties({ request: { ...request, Operation: { S3PutObjectTagging: { TagSet } } } });
  const [a, b] = [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }];

  expect(run(tagged(a, b))).toBe(run(tagged({ Value: '2', Key: 'b' }, a)));
});

test('a value from the deployment counts as what it is, not as where it stands', () => {
  const literal = properties();
  const text = literal.Request.replace('"arn:aws:s3:::logs"', '{"$":0}');

  expect(run({ ...literal, Request: text, Values: ['arn:aws:s3:::logs'] })).toBe(run(literal));
});

test.each([
  ['00000000-0000-0000-0000-000000000001/1-abc', { kind: 'job', jobId: '00000000-0000-0000-0000-000000000001', run: '1-abc' }],
  ['none/1-abc', { kind: 'none', run: '1-abc' }],
  ['unknown/5f9c2d80-0000', { kind: 'unknown', requestId: '5f9c2d80-0000' }],
  ['stack-Job-1A2B3C4D5E6F', { kind: 'invented' }],
])('reads %s', (id, expected) => {
  expect(parsePhysicalId(id)).toEqual(expected);
});

test('what it writes, it reads', () => {
  const input = readJobInput(properties());

  expect(parsePhysicalId(jobPhysicalId('some-job', input))).toEqual({ kind: 'job', jobId: 'some-job', run: runOf(input) });
});
