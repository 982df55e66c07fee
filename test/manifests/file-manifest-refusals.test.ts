import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws } from 'aws-cdk-lib';
import { JobManifest, ManifestColumn, type FileManifestOptions } from '../../src';
import { bindManifest, bucketNamed, newStack } from '../fixture';

const { BUCKET, KEY, VERSION_ID, IGNORE } = ManifestColumn;

const folder = mkdtempSync(join(tmpdir(), 'file-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stack = newStack();

function problemsAt(path: unknown, options: object = {}): readonly string[] {
  return bindManifest(JobManifest.fromFile(
    bucketNamed(stack, 'objects'), path as string, { stagingBucket: bucketNamed(stack, 'staging'), ...options } as FileManifestOptions,
  )).problems;
}

function problemsOf(content: string | Buffer, columns?: ManifestColumn[]): readonly string[] {
  const path = join(folder, 'keys.txt');
  writeFileSync(path, content);
  return problemsAt(path, { columns });
}

const HEADER = 'must be no header row, which S3 takes for an object; remove it; where there is such an object, move it down or name it by '
  + 'JobManifest.fromObjects, got:';
const LINE = (number: number) => `line ${number} of \`manifest.path\``;

// S3 User Guide, "Troubleshooting Batch Operations": UTF-8 without a byte order mark, no blank lines, one count of columns
test.each<[string, string | Buffer, string]>([
  ['no line', '', '`manifest.path` must name at least one object, got: none'],
  ['a blank line', 'a\n\nb\n', `${LINE(2)} must not be blank; remove it`],
  ['a blank line at its end', 'a\n\n', `${LINE(2)} must not be blank; remove it`],
  ['a line of spaces', 'a\n \t\n', `${LINE(2)} must not be blank; remove it`],
  ['a blank line of Windows', 'a\r\n\r\n', `${LINE(2)} must not be blank; remove it`],
  ['a byte order mark', '\uFEFFa\nb\n', `${LINE(1)} must not begin with a byte order mark; save the file as UTF-8 without one`],
  ['another encoding', Buffer.from('a\ngr\xfcn\n', 'latin1'), `${LINE(2)} must be UTF-8`],
  ['UTF-16', Buffer.from('\uFEFFa\n', 'utf16le'), `${LINE(1)} must be UTF-8`],
  ['UTF-16 without a byte order mark', Buffer.from('a\nb\n', 'utf16le'), `${LINE(1)} must have no U+0000, as UTF-16 has beside each letter; save the file as UTF-8`],
  ['line ends of old', 'a\rb\rc', `${LINE(1)} must have no carriage return but at its end, before the line feed; one in a key is %0D, in a file with \`columns\``],
  ['a header row', 'Key\na\n', `${LINE(1)} ${HEADER} "Key"`],
  ['a header row of CSV', 'Bucket,Key\nb,a\n', `${LINE(1)} ${HEADER} "Bucket,Key"`],
  ['a line of bytes without end', Buffer.alloc(200_000, 'a'), `${LINE(1)} must have at most 65536 bytes`],
])('refuses a file with %s', (_, content, problem) => {
  expect(problemsOf(content)).toContain(problem);
});

test.each<[string, string, string[]]>([
  ['1024 bytes', 'a'.repeat(1024), []],
  ['1025 bytes', 'a'.repeat(1025), [expect.stringMatching(/^line 2 of `manifest.path` is a key, which must have 1 to 1024 bytes of UTF-8, got: "a+"… \(1025 characters\)$/)]],
  ['1024 characters once encoded', `${'ü'.repeat(170)}abcd`, []],
  ['1025 characters once encoded', `${'ü'.repeat(170)}abcde`, [expect.stringContaining('which must have at most 1024 characters when it is URL-encoded, and has 1025')]],
])('with a key of %s', (_, key, problems) => {
  expect(problemsOf(`first\n${key}\nlast\n`)).toEqual(problems);
});

test('takes the name of a column for a key where it is no header', () => {
  expect(problemsOf('a\nKey\nBucket,Key\n')).toEqual([]);
});

test.each<[string, ManifestColumn[] | undefined]>([
  ['key1', undefined],
  ['2024/key-1', undefined],
  ['Key,1', undefined],
  ['key1', [KEY]],
  ['2024/key-1.', [KEY]],
  ['k/e/y/1,x', [KEY, IGNORE]],
  ['aa,1,key_1', [IGNORE, IGNORE, KEY]],
  ['key,null', [KEY, VERSION_ID]],
  ['bucket', [KEY]],
])('takes %s for the first key, which is no name of a column', (line, columns) => {
  expect(problemsOf(`${line}\n`, columns)).toEqual([]);
});

const NOT_ENCODED = 'must have a URL-encoded key, with %20 for a space and %2B for a plus sign, got:';
const NO_VERSION = 'has a version id, which must be a version\'s id as S3 gives it, 1 to 1024 characters, or null for the version without one, got:';

test.each<[string, ManifestColumn[], string, string]>([
  ['a column too few', [KEY, VERSION_ID], 'a', 'must have as many columns as `columns`, 2, and has 1; a comma in a key is %2C, got: "a"'],
  ['a column too many', [KEY], 'a,b', 'must have as many columns as `columns`, 1, and has 2; a comma in a key is %2C, got: "a,b"'],
  ['a quote', [KEY], '"a"', 'must have no quotes; one in a key is %22, got: "\\"a\\""'],
  ['a space in a key', [KEY, IGNORE], 'a b,c', `${NOT_ENCODED} "a b,c"`],
  ['a space at its end', [KEY, IGNORE], 'a,b ', 'must not end in a space; one in a key is %20, got: "a,b "'],
  ['a plus sign in a key', [KEY], 'a+b', `${NOT_ENCODED} "a+b"`],
  ['a character beyond ASCII in a key', [KEY], 'grün', `${NOT_ENCODED} "grün"`],
  ['a percent sign alone', [KEY], '100%', `${NOT_ENCODED} "100%"`],
  ['bytes that aren\'t UTF-8', [KEY], 'a%FF', `${NOT_ENCODED} "a%FF"`],
  ['no key', [KEY, VERSION_ID], ',v', 'has a key, which must have 1 to 1024 bytes of UTF-8, got: ",v"'],
  ['no version id', [KEY, VERSION_ID], 'a,', `${NO_VERSION} "a,"`],
  ['a version id of spaces', [VERSION_ID, KEY], 'v v,a', `${NO_VERSION} "v v,a"`],
])('refuses CSV with %s', (_, columns, line, rule) => {
  const first = columns.map((column) => (column === KEY ? 'first' : 'v1')).join();

  expect(problemsOf(`${first}\n${line}\n${first}\n`, columns)).toEqual([`${LINE(2)} ${rule}`]);
});

test.each<[string, ManifestColumn[]]>([
  ['Key,VersionId', [KEY, VERSION_ID]],
  ['version_id,key', [VERSION_ID, KEY]],
  ['"Key","Size"', [KEY, IGNORE]],
  ['Version Id,KEY', [KEY, VERSION_ID]],
  ['Bucket,Key', [KEY]],
  ['key', [KEY]],
])('refuses CSV with the header row %s', (header, columns) => {
  expect(problemsOf(`${header}\n${columns.map(() => 'a').join()}\n`, columns)).toEqual([`${LINE(1)} ${HEADER} ${JSON.stringify(header)}`]);
});

test('an encoded key may name 1024 bytes in no more characters', () => {
  expect(problemsOf(`${'a'.repeat(1021)}%C3%BC\n`, [KEY])).toEqual([expect.stringContaining('must have at most 1024 characters when it is URL-encoded')]);
  expect(problemsOf(`${'a'.repeat(1018)}%C3%BC\n`, [KEY])).toEqual([]);
});

test('tells the lines of ten problems, and how many more there are', () => {
  const problems = problemsOf(Array.from({ length: 1011 }, (_, index) => (index % 2 === 0 ? 'a' : ' ')).join('\n'));

  expect(problems).toHaveLength(11);
  expect(problems.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => `${LINE(2 * index + 2)} must not be blank; remove it`));
  expect(problems[10]).toBe('`manifest.path` has 495 more such problems');
});

test('finds the line of a problem in a long file', () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `some/key/${index}`);
  lines[77_776] = '';

  expect(problemsOf(lines.join('\r\n'))).toEqual([`${LINE(77_777)} must not be blank; remove it`]);
});

test.each<[string, unknown, string]>([
  ['no file', join('nowhere', 'keys.txt'), 'must be the path of a file, got: "nowhere/keys.txt", where there is no file'],
  ['a folder', tmpdir(), `must be the path of a file, got: ${JSON.stringify(tmpdir())}, which is no file`],
  ['a file taken for a folder', join(__filename, 'keys.txt'), 'which can\'t be read (ENOTDIR)'],
  ['a text that is no path', 'a\0b', 'which can\'t be read (ERR_INVALID_ARG_VALUE)'],
  ['an empty path', '', 'must be the path of a file, got: "", where there is no file'],
  ['a path that only the deployment knows', `${Aws.REGION}/keys.txt`, 'must be the path of a file on this machine, got: '],
  ['no path', undefined, 'must be the path of a file on this machine, got: undefined'],
  ['the number of an open file', 0, 'must be the path of a file on this machine, got: 0'],
])('refuses %s', (_, path, rule) => {
  expect(problemsAt(path)).toEqual([expect.stringContaining(rule)]);
});

test.each<[string, unknown, string]>([
  ['a column of buckets', [BUCKET, KEY], '`manifest.columns` must not hold Bucket: the deployment puts it before them'],
  ['no column of keys', [VERSION_ID], '`manifest.columns` must hold Key once, got it 0 times'],
  ['two columns of versions', [KEY, VERSION_ID, VERSION_ID], '`manifest.columns` must hold VersionId at most once, got it 2 times'],
  ['columns in one text', 'Key', '`manifest.columns` must be a list of ManifestColumn, got: "Key"'],
  ['nothing for columns', null, '`manifest.columns` must be a list of ManifestColumn, got: null'],
])('refuses %s', (_, columns, problem) => {
  expect(problemsAt(__filename, { columns })).toEqual([problem]);
});

test('refuses a column that there is none of', () => {
  expect(problemsAt(__filename, { columns: [KEY, 'Size'] })).toEqual([expect.stringContaining('`manifest.columns` must hold ')]);
});

test('refuses a misspelt option from JavaScript', () => {
  expect(problemsAt(__filename, { column: [KEY] })).toEqual(['`manifest.column` is no option; there are: stagingBucket, stagingPrefix, columns']);
});

test('refuses to be made of nothing from JavaScript, all at once', () => {
  expect(bindManifest(JobManifest.fromFile(undefined as never, undefined as never, undefined as never)).problems).toEqual([
    '`manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
    '`manifest.stagingBucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
    '`manifest.path` must be the path of a file on this machine, got: undefined',
  ]);
});
