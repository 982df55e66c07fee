import * as fs from 'node:fs';
import { builtinModules } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, runBundle } from './bundled-handler';
import { decide } from './deciding';
import { completed, createEvent, deleteEvent, properties } from './events';
import { FakeService } from './fakes';
import { HttpCloud } from './http-cloud';
import type { JobEvent } from '../../lambda/events';

/** What a cold start has to fetch, in bytes. */
const MOST_BYTES = 620_000;

const files = fs.readdirSync(BUNDLE).sort();
const textOf = (file: string) => fs.readFileSync(path.join(BUNDLE, file), 'utf8');

/** What the bundle imports from elsewhere, as esbuild reads it: names in texts are none. */
async function importsFromOutside(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: files.map((file) => path.join(BUNDLE, file)),
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: os.tmpdir(),
  });
  return Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map((imported) => imported.path));
}

/** The clients by the namespace that each one's model has, and no other's. */
const CLIENTS = { s3control: 'com.amazonaws.s3control', s3: 'com.amazonaws.s3', lambda: 'com.amazonaws.lambda', cloudformation: 'com.amazonaws.cloudformation' };

function clientsIn(loaded: readonly string[]): string[] {
  const namespaces = new Set(loaded.flatMap((file) => textOf(file).match(/com\.amazonaws\.\w+/g) ?? []));
  return Object.entries(CLIENTS).filter(([, namespace]) => namespaces.has(namespace)).map(([name]) => name).sort();
}

test(`has ${files.reduce((sum, file) => sum + fs.statSync(path.join(BUNDLE, file)).size, 0)} bytes, at most ${MOST_BYTES}`, () => {
  expect(files.reduce((sum, file) => sum + fs.statSync(path.join(BUNDLE, file)).size, 0)).toBeLessThanOrEqual(MOST_BYTES);
});

test('holds all that it imports but Node itself', async () => {
  const imported = new Set(await importsFromOutside());

  expect([...imported].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))).toEqual([]);
  expect(imported.size).toBeGreaterThan(5);
});

test('holds every client, each in a module of its own', () => {
  expect(clientsIn(files)).toEqual(Object.keys(CLIENTS).sort());
  files.forEach((file) => expect([file, clientsIn([file]).length <= 1]).toEqual([file, true]));
});

describe('loads', () => {
  let cloud: HttpCloud;
  let s3: FakeService;
  beforeEach(async () => {
    cloud = await HttpCloud.start();
    s3 = new FakeService();
    cloud.servicesOf(s3);
  });
  afterEach(() => cloud.close());

  /** What the handler has loaded when it has answered an event: in a process of its own, with the APIs on this machine. */
  async function loadedBy(event: JobEvent | undefined): Promise<string[]> {
    const coverage = fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
    try {
      await runBundle(event, cloud, { environment: { NODE_V8_COVERAGE: coverage } });
      return scriptsIn(coverage);
    } finally {
      fs.rmSync(coverage, { recursive: true });
    }
  }

  test('no client before it has an event', async () => {
    const loaded = await loadedBy(undefined);

    expect(loaded).toContain('index.mjs');
    expect(clientsIn(loaded)).toEqual([]);
  });

  test('neither the client of S3 nor that of Lambda for a deletion', async () => {
    const { physicalId } = await decide(createEvent(properties({ wait: completed })), s3.services);
    s3.stackStatus = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

    expect(clientsIn(await loadedBy(deleteEvent(physicalId)))).toEqual(['cloudformation', 's3control']);

    expect(cloud.requests).toContain(`GET /v20180820/jobs/${s3.jobs[0].id}`);
    expect(cloud.responses.map((body) => JSON.parse(body).Status)).toEqual(['SUCCESS']);
  });

  test('neither of them for a creation of a generated manifest', async () => {
    s3.clock.time = Date.now();

    expect(clientsIn(await loadedBy(createEvent(properties({ wait: { until: 'created' } }))))).toEqual(['cloudformation', 's3control']);

    expect(s3.createdJobs()).toBe(1);
  });
});

/** The files of the bundle that V8 has run, by what it tells of a process's coverage. */
function scriptsIn(coverage: string): string[] {
  const scripts = fs.readdirSync(coverage).flatMap((file) => JSON.parse(fs.readFileSync(path.join(coverage, file), 'utf8')).result as { url: string }[]);
  return scripts.map(({ url }) => url).filter((url) => url.includes('/assets/handler/')).map((url) => path.basename(url)).sort();
}
