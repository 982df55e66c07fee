import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { account, deployedProperties, jobRole, refusal, sentBody } from './passage';
import { hostileText, isUnicode, TEXTS } from './texts';
import { createJobBody } from '../../local/src/http/s3-control/bodies';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, type Manifest, type StagedManifestOptions } from '../../src';
import { bucketNamed, newStack } from '../fixture';
import { FakeService } from '../lambda/fakes';
import { keysOf, textOf } from '../local/surroundings';
import { publishedRows } from '../manifests/staged-asset';

/** Jobs; each has so many keys. */
const RUNS = 8;
const KEYS = 40;

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hostile-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function declared(manifest: (stack: Stack, options: StagedManifestOptions) => Manifest): Stack {
  const stack = newStack();
  new BatchJob(stack, 'Job', {
    operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
    manifest: manifest(stack, { stagingBucket: bucketNamed(stack, 'reports') }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: 'tagging' }),
    role: jobRole(stack),
  });
  return stack;
}

function ofObjects(keys: string[]): Stack {
  return declared((stack, options) => JobManifest.fromObjects(bucketNamed(stack, 'logs'), keys.map((key) => ({ key })), options));
}

function ofFile(text: string): Stack {
  const path = join(folder, 'keys.txt');
  writeFileSync(path, text);
  return declared((stack, options) => JobManifest.fromFile(bucketNamed(stack, 'logs'), path, options));
}

/** The keys in the report of a job on the objects that a stack's manifest names, once it was staged, and those that were tagged. */
async function reported(stack: Stack, keys: readonly string[]) {
  const s3 = new FakeService();
  const properties = deployedProperties(stack);
  const { AssetKey } = JSON.parse(properties.Request).Manifest.Location.$staged as { AssetKey: string };
  s3.objects.set(`assets/${AssetKey}`, publishedRows(stack));
  const body = await sentBody(properties, s3);
  const { Manifest } = createJobBody(Buffer.from(body));
  const [, staged] = Manifest!.Location.ObjectArn.split(':::reports/');

  const { store, run, engine } = account();
  for (const key of keys) store.seedObject('logs', key, { body: Buffer.from('') });
  const { etag } = await store.asOwner().putObject({ bucket: 'reports', key: staged, body: s3.objects.get(`reports/${staged}`)! });
  const job = await run(body, { Manifest: { ...Manifest!, Location: { ObjectArn: Manifest!.Location.ObjectArn, ETag: etag } } });
  expect(engine.describeJob(job.JobId)).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: keys.length } });

  const [results] = (await keysOf(store, 'reports')).filter((key) => key.includes('/results/'));
  const rows: string[][] = parse(await textOf(store, 'reports', results));
  const tagSets = await Promise.all(keys.map((key) => store.asOwner().getObjectTagging({ bucket: 'logs', key })));
  return { keys: rows.map(([, key]) => decodeURIComponent(key)).sort(), tagged: tagSets.filter(({ tagSet }) => tagSet.length === 1).length };
}

const keyLists = (key: fc.Arbitrary<string>) => fc.uniqueArray(key.filter(isUnicode), { minLength: KEYS, maxLength: KEYS });

test(`${RUNS * KEYS} keys in code come through the manifest to their objects and into the report`, async () => {
  await fc.assert(fc.asyncProperty(keyLists(hostileText()), async (keys) => {
    expect(await reported(ofObjects(keys), keys)).toEqual({ keys: [...keys].sort(), tagged: KEYS });
  }), { numRuns: RUNS, endOnFailure: true });
});

test(`${RUNS * KEYS} keys in a file do`, async () => {
  // what can't stand in a line of text is refused, which test/manifests/file-manifest-refusals.test.ts shows
  const line = hostileText().filter((key) => !/[\r\n\0\ufeff]/.test(key) && key.trim() !== '');
  await fc.assert(fc.asyncProperty(keyLists(line), async (keys) => {
    expect(await reported(ofFile(keys.join('\n')), keys)).toEqual({ keys: [...keys].sort(), tagged: KEYS });
  }), { numRuns: RUNS, endOnFailure: true });
});

test('each of the texts that mean something elsewhere is a key', async () => {
  const keys = TEXTS.filter(isUnicode);
  expect(await reported(ofObjects(keys), keys)).toEqual({ keys: [...keys].sort(), tagged: keys.length });
});

// S3 User Guide, "Naming Amazon S3 objects": 1,024 bytes of UTF-8; "Creating an S3 Batch Operations job": 1,024 characters in the manifest
test.each([
  ['1,024 letters', 'k'.repeat(1024)],
  ['1,024 characters when encoded', 'é'.repeat(170) + 'k'.repeat(4)],
])('a key of %s comes through', async (_what, key) => {
  expect(await reported(ofObjects([key]), [key])).toEqual({ keys: [key], tagged: 1 });
});

test.each([
  ['1,025 letters', 'k'.repeat(1025), '1 to 1024 bytes of UTF-8'],
  ['1,025 bytes of UTF-8', `${'é'.repeat(512)}k`, '1 to 1024 bytes of UTF-8'],
  ['1,025 characters when encoded', 'é'.repeat(170) + 'k'.repeat(5), 'at most 1024 characters when it is URL-encoded'],
  ['1,024 bytes that aren\'t ASCII', '😀'.repeat(256), 'at most 1024 characters when it is URL-encoded'],
  ['half a surrogate pair', 'a\ud800', 'half of a surrogate pair'],
  ['nothing', '', '1 to 1024 bytes of UTF-8'],
])('a key of %s is refused at synth', (_what, key, reason) => {
  expect(refusal(() => ofObjects([key]))).toContain(reason);
});
