import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { publishedRows } from './staged-asset';
import { JobManifest, ManifestColumn, type FileManifestOptions } from '../../src';
import { bucketNamed, jobRequest, jobResource, newJob, newStack, statementsOf } from '../fixture';

const { KEY, VERSION_ID, IGNORE } = ManifestColumn;

const folder = mkdtempSync(join(tmpdir(), 'file-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: string | Buffer): string {
  const path = join(folder, `${files++}.txt`);
  writeFileSync(path, content);
  return path;
}

function stackWith(path: string, options: Partial<FileManifestOptions> = {}): Stack {
  const stack = newStack();
  const manifest = JobManifest.fromFile(bucketNamed(stack, 'objects'), path, { stagingBucket: bucketNamed(stack, 'staging'), ...options });
  newJob(stack, { manifest });
  return stack;
}

const published = (content: string) => publishedRows(stackWith(fileOf(content))).toString();
const sha256Of = (stack: Stack) => (jobRequest(stack).Manifest!.Location as unknown as { $staged: { Sha256: string } }).$staged.Sha256;

test('is named as in the API', () => {
  const stack = newStack();
  const { name } = JobManifest.fromFile(bucketNamed(stack, 'objects'), 'keys.txt', { stagingBucket: bucketNamed(stack, 'staging') });

  expect(name).toBe('S3BatchOperations_CSV_20180820');
});

test('publishes the keys of a file, encoded, and leaves the file as it is', () => {
  const path = fileOf('a.txt\nb c,"d"\n /100%+/grün \n');
  const stack = stackWith(path);

  expect(publishedRows(stack).toString()).toBe('a.txt\nb%20c%2C%22d%22\n%20/100%25%2B/gr%C3%BCn%20\n');
  expect(readFileSync(path, 'utf8')).toBe('a.txt\nb c,"d"\n /100%+/grün \n');
  expect(jobRequest(stack).Manifest!.Spec).toEqual({ Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] });
});

test.each([
  ['the last line has no line feed', 'a\nb'],
  ['lines end as on Windows', 'a\r\nb\r\n'],
  ['the last line ends as on Windows, and others don\'t', 'a\nb\r'],
])('publishes the same where %s', (_, content) => {
  expect(published(content)).toBe('a\nb\n');
});

test('publishes CSV as it is', () => {
  const csv = 'x 1,a%20b,v1\nx 2,c/%C3%BC,null\n';
  const stack = stackWith(fileOf(csv), { columns: [IGNORE, KEY, VERSION_ID] });

  expect(publishedRows(stack).toString()).toBe(csv);
  expect(jobRequest(stack).Manifest!.Spec.Fields).toEqual(['Bucket', 'Ignore', 'Key', 'VersionId']);
});

test('publishes a key that stands there twice twice', () => {
  expect(published('a\nb\na\n')).toBe('a\nb\na\n');
});

test('says the SHA-256 of what is published', () => {
  const stack = stackWith(fileOf('a b\r\nc\r\n'));

  expect(sha256Of(stack)).toBe(createHash('sha256').update('a%20b\nc\n').digest('hex'));
  expect(sha256Of(stack)).toBe(createHash('sha256').update(publishedRows(stack)).digest('hex'));
});

test('is the same job for every machine that checks the file out', () => {
  const unix = stackWith(fileOf('a\nb\n'));
  const windows = stackWith(fileOf('a\r\nb\r\n'));

  expect(jobResource(windows)).toEqual(jobResource(unix));
});

test('finds a file from where the app runs', () => {
  expect(publishedRows(stackWith(relative(process.cwd(), fileOf('a\n')))).toString()).toBe('a\n');
});

test('limits the role to what the keys of a file start with, encoded or not', () => {
  const tagged = (stack: Stack) => statementsOf(stack, 'JobRole').map((statement) => (statement as { Resource: unknown }).Resource);

  expect(tagged(stackWith(fileOf('a b/1\na b/2\n')))).toContain('arn:aws:s3:::objects/a b/*');
  expect(tagged(stackWith(fileOf('a%20b/1\na%20b/2\n'), { columns: [KEY] }))).toContain('arn:aws:s3:::objects/a b/*');
});

test('takes text for what it is, also where it looks like one of the CDK\'s values', () => {
  const resources = JSON.stringify(statementsOf(stackWith(fileOf('x/${Token[TOKEN.1]}/a\nx/${Token[TOKEN.1]}/b\n')), 'JobRole'));

  expect(resources).toContain('arn:aws:s3:::objects/x/${$}{Token[TOKEN.1]*');
});

test('may name versions only where there is a column of them', () => {
  expect(statementsOf(stackWith(fileOf('a,v\n'), { columns: [KEY, VERSION_ID] }), 'JobRole')).toContainEqual(
    expect.objectContaining({ Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'] }),
  );
  expect(statementsOf(stackWith(fileOf('a\n')), 'JobRole')).toContainEqual(expect.objectContaining({ Action: 's3:PutObjectTagging' }));
});

test('any key that a line can hold comes out as it went in, by a parser and a decoder that aren\'t ours', () => {
  const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => !/[\r\n\0]/.test(text) && text.trim() !== '' && Buffer.from(text).toString() === text && encodeURIComponent(text).length <= 1024);
  fc.assert(fc.property(fc.array(key, { minLength: 1, maxLength: 20 }), (keys) => {
    const rows: string[][] = parse(published(['first', ...keys].join('\n')));

    expect(rows.map(([field]) => decodeURIComponent(field))).toEqual(['first', ...keys]);
  }), { numRuns: 30 });
});

test('publishes a long file whole', () => {
  const key = (index: number) => `logs/2026/${'ü'.repeat(index % 7)}/part ${index}.gz`;
  const path = fileOf(Array.from({ length: 200_000 }, (_, index) => key(index)).join('\n'));

  const rows = publishedRows(stackWith(path)).toString().split('\n');

  expect(rows).toHaveLength(200_001);
  expect(rows[200_000]).toBe('');
  expect(rows.findIndex((row, index) => index < 200_000 && decodeURIComponent(row) !== key(index))).toBe(-1);
});
