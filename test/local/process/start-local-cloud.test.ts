import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDate } from 'node:util/types';
import type { Cloud } from '../../../local/src/cloud/cloud';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { startLocalCloud } from '../../../local/src/process/start-local-cloud';
import { writeTaggingAssembly } from '../tagging-assembly';
import { writeFiles } from '../write-files';

const environment = process.env;
let folder: string;
let cloud: Cloud | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-'));
  process.env = { ...environment };
});

afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
  process.env = environment;
  rmSync(folder, { recursive: true });
});

test('does in a process of its own what a cloud does, out of reach of a real profile', async () => {
  writeFiles(folder, { 'objects/a.txt': 'a', 'home/.aws/credentials': '[prod]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n' });
  writeTaggingAssembly(join(folder, 'cdk.out'));
  Object.assign(process.env, { AWS_PROFILE: 'prod', HOME: join(folder, 'home'), AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
  const events: CloudEvent[] = [];
  cloud = await startLocalCloud({ clockFactor: 200, onEvent: (event) => events.push(event) });

  expect(await cloud.seed('logs', join(folder, 'objects'))).toBe(1);
  const { status, outputs: { JobId } } = await cloud.deploy(join(folder, 'cdk.out'));
  expect(status).toBe('CREATE_COMPLETE');
  expect(await cloud.objectTags('logs', 'a.txt')).toEqual({ retention: 'short' });
  expect(await cloud.readObject('logs', 'a.txt')).toEqual(Buffer.from('a'));
  await cloud.saveObject('logs', 'a.txt', join(folder, 'saved'));
  expect(readFileSync(join(folder, 'saved'), 'utf8')).toBe('a');
  const [job] = await cloud.jobs();
  expect(job).toMatchObject({ JobId, Status: 'Complete' });
  expect(isDate(job.CreationTime)).toBe(true);
  expect((await cloud.apiCalls()).filter(({ principal }) => !principal.startsWith('arn:aws:iam::111122223333:role/Tagging-'))).toEqual([]);
  expect(events).toContainEqual(expect.objectContaining({ kind: 'stack', status: 'CREATE_COMPLETE' }));
}, 30_000);

test('hands on what is said of a job, and what is asked of it', async () => {
  writeTaggingAssembly(join(folder, 'cdk.out'));
  cloud = await startLocalCloud({ clockFactor: 200, shuffleSeed: 7, redeliver: 1 });
  await cloud.putObject('logs', 'a.txt', 'a');
  const { outputs: { JobId } } = await cloud.deploy(join(folder, 'cdk.out'));
  expect(await cloud.jobDetails(JobId)).toEqual({ tags: {}, firstFailures: [], redelivered: 1 });
  await expect(cloud.updateJobStatus(JobId, 'Cancelled', 'too late')).rejects.toThrow('a job that is Complete can\'t be made Cancelled');
}, 30_000);

test('hands on what fails', async () => {
  cloud = await startLocalCloud();
  await expect(cloud.deploy(join(folder, 'none'))).rejects.toThrow('manifest.json can\'t be read as a part of a cloud assembly: ENOENT');
  await expect(startLocalCloud({ clockFactor: -1 })).rejects.toThrow(/greater than 0, got: -1$/);
});

test('ends when it is closed, and is closed as often as one likes', async () => {
  cloud = await startLocalCloud();
  const { url } = cloud;
  expect((await fetch(url)).status).toBe(403);
  await cloud.close();
  await cloud.close();
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  await expect(cloud.jobs()).rejects.toThrow();
});

test('ends with the process that started it', async () => {
  writeFiles(folder, {
    'parent.js': `require(${JSON.stringify(require.resolve('../../../local/lib/index.js'))}).startLocalCloud().then(({ url }) => process.send(url));`,
  });
  const parent = fork(join(folder, 'parent.js'), { execArgv: [] });
  const giveUp = setTimeout(() => parent.kill('SIGKILL'), 30_000);
  const started = await Promise.race([once(parent, 'message'), once(parent, 'exit')]);
  clearTimeout(giveUp);
  expect(started).toEqual([expect.stringContaining('http://127.0.0.1:'), undefined]);
  const [url] = started as [string];
  parent.kill('SIGKILL');
  await once(parent, 'exit');

  await expect(refusal(url)).resolves.toBe('fetch failed');
});

/** Asks until nobody answers any more: the end comes soon, but not at once. */
async function refusal(url: string): Promise<string> {
  for (;;) {
    try {
      await fetch(url);
    } catch (error) {
      return (error as Error).message;
    }
  }
}
