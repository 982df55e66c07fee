import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { hostileText } from './texts';
import { readCloudAssembly } from '../../local/src/assembly/cloud-assembly';
import { answerIn, resultIn } from '../../local/src/operations/lambda-result';
import { TaskFailure } from '../../local/src/operations/task-failure';
import { seedBucket } from '../../local/src/seed/seed-bucket';
import { FakeClock } from '../local/fake-clock';
import { surroundings } from '../local/surroundings';

const RUNS = 500;
const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hostile-')); });
afterAll(() => rmSync(folder, { recursive: true }));

/** A path to a value within JSON. */
type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, item]) => pathsIn(item, [...path, name])) : [];
  return [path, ...inner];
}

const OTHERS = [
  'null', 'true', '-1', '1e999', '1.5', '9007199254740993', '""', '"x"', '[]', '[null]', '{}',
  '{"__proto__": {"x": 1}}', '{"constructor": 1}', '"\\ud800"', '"\\u0000"', '"../../x"', DEEP,
];

/** JSON of `good` with other things in the place of some of its values, or cut somewhere. */
function spoiled(good: unknown): fc.Arbitrary<string> {
  const written = fc.oneof(hostileText(), fc.jsonValue()).map((value) => JSON.stringify(value));
  const other = fc.oneof(fc.constantFrom(...OTHERS), written);
  const changed = fc.array(fc.tuple(fc.constantFrom(...pathsIn(good)), other), { minLength: 1, maxLength: 2 }).map((changes) => {
    const marks = changes.map(([path, text], index) => ({ path: path.join('/'), text, mark: `<<${index}>>` }));
    const marked = (value: unknown, path: Path): unknown => {
      const mark = marks.find((change) => change.path === path.join('/'))?.mark;
      if (mark !== undefined) return mark;
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([name, item]) => [name, marked(item, [...path, name])] as const);
      return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
    };
    return marks.reduce((json, { mark, text }) => json.replace(`"${mark}"`, () => text), JSON.stringify(marked(good, [])));
  });
  const whole = JSON.stringify(good);
  return fc.oneof(changed, changed, fc.nat(whole.length).map((end) => whole.slice(0, end)), fc.string({ unit: 'binary', maxLength: 20 }));
}

const ANSWER = {
  invocationSchemaVersion: '1.0', treatMissingKeysAs: 'PermanentFailure', invocationId: 'i', results: [{ taskId: 't', resultCode: 'Succeeded', resultString: 'ok' }],
};

test(`${RUNS} answers of functions end their task, whatever they are`, () => {
  fc.assert(fc.property(spoiled(ANSWER), (payload) => {
    let message: unknown;
    try {
      message = resultIn(answerIn(payload), 't', { FunctionArn: 'arn', InvocationSchemaVersion: '1.0' });
    } catch (error) {
      expect(error).toBeInstanceOf(TaskFailure);
      ({ message } = error as TaskFailure);
    }
    expect(typeof message).toBe('string');
  }), { numRuns: RUNS });
});

test.each(['invocationSchemaVersion', 'results', 'resultCode', 'resultString'])('an answer whose %s is too deep to be written is none', (member) => {
  const payload = JSON.stringify(ANSWER).replace(new RegExp(`"${member}":("[^"]*"|\\[.*\\])`), () => `"${member}":${DEEP}`);
  const failure = expect.objectContaining({ code: 'PermanentFailure', message: 'Invalid JSON returned in Lambda payload' });
  expect(() => answerIn(payload)).toThrow(failure);
});

test('a message as long as a payload may be stays whole', () => {
  const resultString = '="'.repeat(3 * 1024 * 1024 - 100);
  const payload = JSON.stringify({ ...ANSWER, results: [{ ...ANSWER.results[0], resultString }] });
  expect(resultIn(answerIn(payload), 't', { FunctionArn: 'arn', InvocationSchemaVersion: '1.0' })).toBe(resultString);
});

const LISTING = {
  Versions: [{ Key: 'a', VersionId: 'v1', Size: 1, LastModified: '2025-01-01T00:00:00Z', IsLatest: true, ETag: '"6805f2cfc46c0f04559748bb039d69ae"', StorageClass: 'STANDARD' }],
  DeleteMarkers: [{ Key: 'b', VersionId: 'v2', LastModified: '2025-01-01T00:00:00Z', IsLatest: true }],
};

const INVENTORY = {
  sourceBucket: 'logs', destinationBucket: 'arn:aws:s3:::reports', version: '2016-11-30', creationTimestamp: '1735689600000', fileFormat: 'CSV',
  fileSchema: 'Bucket, Key, Size', files: [{ key: 'data/x.csv.gz', size: 1, MD5checksum: '6805f2cfc46c0f04559748bb039d69ae' }],
};

const ARTIFACTS = {
  version: '36.0.0',
  artifacts: {
    'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } },
    'Stack': { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', dependencies: ['Stack.assets'], properties: { templateFile: 'Stack.template.json', parameters: {} } },
  },
};

const TEMPLATE = { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } }, Outputs: { Name: { Value: 'x' } } };

const ASSETS = {
  version: '36.0.0', dockerImages: {},
  files: { abc: { source: { path: 'asset.abc', packaging: 'file' }, destinations: { current: { bucketName: 'assets', objectKey: 'abc' } } } },
};

/** An error that somebody wrote for whoever reads it: it says more than that JavaScript came upon something else. */
function expectWords(error: unknown): void {
  expect((error as Error).name).not.toMatch(/TypeError|RangeError|ReferenceError|URIError/);
  expect((error as Error).message).not.toMatch(/is not a function|is not iterable|Cannot (read|convert|destructure)|undefined is not|Maximum call stack/);
}

test.each([['listing', LISTING], ['inventory manifest', INVENTORY]])(`${RUNS / 2} broken files of a %s fill no bucket, or are told in words`, async (_what, good) => {
  const path = join(folder, 'source.json');
  await fc.assert(fc.asyncProperty(spoiled(good), async (json) => {
    writeFileSync(path, json);
    const { store } = surroundings(new FakeClock());
    try {
      await seedBucket(store, 'copied', path);
    } catch (error) {
      expectWords(error);
    }
  }), { numRuns: RUNS / 2 });
});

test.each([['manifest.json', ARTIFACTS], ['Stack.template.json', TEMPLATE], ['Stack.assets.json', ASSETS]])(`${RUNS / 2} broken assemblies are told in words: %s`, (file, good) => {
  for (const [name, content] of Object.entries({ 'manifest.json': ARTIFACTS, 'Stack.template.json': TEMPLATE, 'Stack.assets.json': ASSETS, 'asset.abc': 'x' })) {
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  fc.assert(fc.property(spoiled(good), (json) => {
    writeFileSync(join(folder, file), json);
    try {
      readCloudAssembly(folder);
    } catch (error) {
      expectWords(error);
    }
  }), { numRuns: RUNS / 2 });
});
