import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { payloadOf, RunnerFixture } from './runner-fixture';
import { writeFiles } from '../write-files';

const environment = process.env;
let fixture: RunnerFixture;

beforeEach(() => {
  fixture = new RunnerFixture();
  process.env = { ...environment };
});

afterEach(async () => {
  await fixture.close();
  process.env = environment;
});

test('has nothing of this process, and leads to the engine with the key of its role', async () => {
  writeFiles(fixture.folder, { 'home/.aws/credentials': '[prod]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n' });
  const home = join(fixture.folder, 'home');
  Object.assign(process.env, {
    AWS_PROFILE: 'prod', AWS_ACCESS_KEY_ID: 'AKIAREAL', AWS_SESSION_TOKEN: 'real', HOME: home, NODE_OPTIONS: '--throw-deprecation', SECRET: 'x',
  });
  const variables = await payloadOf<{ [name: string]: string }>(
    fixture.run('return { ...process.env, home: require("node:os").homedir() };', { environment: { SIZE: 'big' }, functionVersion: '2' }));

  expect(variables.HOME).not.toBe(home);
  expect(variables).toEqual({
    SIZE: 'big',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'tagger',
    AWS_LAMBDA_FUNCTION_VERSION: '2',
    AWS_LAMBDA_LOG_STREAM_NAME: 'local/[2]',
    LAMBDA_TASK_ROOT: fixture.folder,
    _HANDLER: 'index.handler',
    TZ: ':UTC',
    HOME: expect.any(String),
    USERPROFILE: variables.HOME,
    TMPDIR: variables.HOME,
    home: variables.HOME,
    AWS_ACCESS_KEY_ID: fixture.principal.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'not-verified-here',
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_CONFIG_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4711',
    AWS_ENDPOINT_URL_S3_CONTROL: 'http://localhost:4711',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    npm_config_offline: 'true',
    S3_BATCH_OPERATIONS_LOCAL_CLOCK_FACTOR: '1',
    S3_BATCH_OPERATIONS_LOCAL_CLOCK_ORIGIN: expect.any(String),
  });
});

test.each(['AWS_PROFILE', 'AWS_ENDPOINT_URL_S3', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_SECRET_ACCESS_KEY', 'AWS_ROLE_ARN'])(
  'may not be given %s', async (name) => {
    await expect(fixture.run('', { environment: { [name]: 'x' } })).rejects.toThrow(`the function tagger must not set ${name}: its calls could leave this machine`);
  });

test('may be given what only tunes the SDK', async () => {
  expect(await payloadOf(fixture.run('return process.env.AWS_NODEJS_CONNECTION_REUSE_ENABLED;', { environment: { AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1' } })))
    .toBe('1');
});

test('has the names under localhost on this machine, in every way of asking', async () => {
  const here = { address: '127.0.0.1', family: 4 };
  expect(await payloadOf(fixture.run(`
    const { promisify } = require('node:util');
    const { lookup } = require('node:dns');
    return [
      await promisify(lookup)('111122223333.localhost'),
      await promisify(lookup)('LOCALHOST', 4),
      await new Promise((resolve) => lookup('a.localhost', { all: true }, (error, found) => resolve(found))),
      await new Promise((resolve) => lookup('127.0.0.2', (error, found) => resolve(found))),
    ];`))).toEqual([here, here, [here], '127.0.0.2']);
});

test.each(['s3.amazonaws.com', 'bucket.s3.eu-west-1.amazonaws.com', 's3.cn-north-1.amazonaws.com.cn', 's3.us-east-1.api.aws'])(
  'doesn\'t have %s', async (name) => {
    expect(await payloadOf(fixture.run('return fetch("https://" + event).catch(({ cause }) => cause.message);', { event: name }))).toBe(
      `${name} isn't called from here: use a client that follows AWS_ENDPOINT_URL, `
      + 'as those of a current AWS SDK for JavaScript v3 do, and give it no endpoint of AWS');
  });

describe('an answer to a custom resource', () => {
  const TAKE = '/custom-resource-answers/1?sign=2';
  let server: Server;
  let taken: string[];

  beforeEach(async () => {
    taken = [];
    server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => taken.push(`${request.method} ${request.url} ${body}`)).on('end', () => response.end('taken'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => server.close());

  const answer = (target: string) => `
    https.request(${target}, (response) => response.setEncoding('utf8').on('data', resolve)).on('error', reject).end('answer');`;
  const host = '{ hostname: url.hostname, path: url.pathname + url.search, method: "PUT", headers: { "content-type": "" } }';

  // AWS Lambda developer guide, the module cfn-response: such handlers take the host and the path alone, and speak TLS
  test.each([
    ['by host and path', host],
    ['by host, path and the port of TLS', `{ ...${host}, port: 443, agent: new https.Agent() }`],
    ['by its URL and a method', 'event, { method: "PUT" }'],
  ])('comes to the engine %s, from both kinds of modules', async (_how, target) => {
    const { port } = server.address() as AddressInfo;
    const run = `const url = new URL(event); await new Promise((resolve, reject) => {${answer(target)}});`;
    const runner = fixture.newRunner({ port });
    const event = `http://127.0.0.1:${port}${TAKE}`;
    await payloadOf(fixture.run(`const https = require('https'); ${run}`, { event }, runner));
    const files = { 'module.mjs': `import * as https from 'node:https'; export const handler = async (event) => { ${run} };` };
    await payloadOf(fixture.runFiles(files, { event, handler: 'module.handler', functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:module' }, runner));
    expect(taken).toEqual([`PUT ${TAKE} answer`, `PUT ${TAKE} answer`]);
  });

  test('is all that doesn\'t go by TLS', async () => {
    const { port } = server.address() as AddressInfo;
    const elsewhere = `const https = require('https'); return new Promise((resolve) => https.get('https://127.0.0.1:${port}/other').on('error', ({ code }) => resolve(code)));`;
    expect(await payloadOf(fixture.run(elsewhere, {}, fixture.newRunner({ port })))).toMatch(/SSL|EPROTO/);
    expect(taken).toEqual([]);
  });
});

describe('when time runs a thousand times as fast', () => {
  const HOUR = 3_600_000;
  const clockFactor = 1000;

  test('a function\'s dates do, and so do its pauses', async () => {
    const clockOrigin = Date.now() - 1_000;
    const body = `
      const { setTimeout: sleep } = require('node:timers/promises');
      const before = Date.now();
      await sleep(120_000);
      return { before, after: new Date().getTime(), parsed: new Date('2026-11-01T00:00:00Z').toISOString(), isDate: new Date() instanceof Date };`;
    const runner = fixture.newRunner({ clockFactor, clockOrigin });
    const seen = await payloadOf<{ before: number; after: number }>(fixture.run(body, { timeoutMilliseconds: HOUR }, runner));

    expect(seen.before - clockOrigin).toBeGreaterThanOrEqual(1_000_000);
    expect(seen.after - seen.before).toBeGreaterThanOrEqual(119_000);
    expect(seen).toMatchObject({ parsed: '2026-11-01T00:00:00.000Z', isDate: true });
  });

  test('an ES module\'s do too', async () => {
    const files = { 'index.mjs': 'import { setTimeout as sleep } from "node:timers/promises"; export const handler = async () => sleep(60_000, "rested");' };
    expect(await payloadOf(fixture.runFiles(files, { timeoutMilliseconds: HOUR }, fixture.newRunner({ clockFactor })))).toBe('rested');
  });

  test('its timeout comes as much earlier', async () => {
    expect(await fixture.run('await new Promise((resolve) => setTimeout(resolve, 1e9));', { timeoutMilliseconds: 60_000 }, fixture.newRunner({ clockFactor })))
      .toEqual({ outcome: 'timedOut' });
  });

  test('a function in real time knows nothing of it', async () => {
    const clockOrigin = Date.now() - HOUR;
    // some work that takes longer than the timeout would be by the faster clock
    const body = 'require("node:child_process").spawnSync(process.execPath, ["--eval", ""]); return Date.now();';
    const now = await payloadOf<number>(
      fixture.run(body, { inRealTime: true, timeoutMilliseconds: 10_000 }, fixture.newRunner({ clockFactor, clockOrigin })));
    expect(now).toBeLessThan(Date.now() + HOUR);
  });
});
