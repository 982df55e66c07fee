import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Principals } from '../../../local/src/policy/principals';
import { ChildProcessRunner } from '../../../local/src/runner/child-process-runner';
import type { FunctionLogLine, Invocation } from '../../../local/src/runner/invocation';
import { writeFiles } from '../write-files';

const principal = new Principals().put('arn:aws:iam::111122223333:role/handler', []);
const environment = process.env;
let folder: string;
let runners: ChildProcessRunner[] = [];
let lines: FunctionLogLine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-'));
  process.env = { ...environment };
  lines = [];
});

afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.close()));
  runners = [];
  process.env = environment;
  rmSync(folder, { recursive: true });
});

function newRunner(clockFactor = 1, clockOrigin = Date.now()): ChildProcessRunner {
  const runner = new ChildProcessRunner({ port: 4711, region: 'us-east-1', clockOrigin, clockFactor, onLogLine: (line) => lines.push(line) });
  runners.push(runner);
  return runner;
}

function invocation(changes: Partial<Invocation> = {}): Invocation {
  return {
    functionName: 'tagger',
    functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tagger',
    requestId: 'request-1',
    codeFolder: folder,
    handler: 'index.handler',
    environment: {},
    timeoutMilliseconds: 60_000,
    principal,
    event: null,
    ...changes,
  };
}

/** Runs a function with this body. */
function run(body: string, changes: Partial<Invocation> = {}, runner = newRunner()) {
  writeFiles(folder, { 'index.js': `exports.handler = async (event, context) => { ${body} };` });
  return runner.invoke(invocation(changes));
}

test('gives a function its event and returns what it returns', async () => {
  expect(await run('return { got: event };', { event: { a: [1, 'x', null] } })).toEqual({ outcome: 'returned', payload: { got: { a: [1, 'x', null] } } });
  expect(await run('')).toEqual({ outcome: 'returned', payload: null });
});

test('gives a function the context that it needs to know itself and its time', async () => {
  const result = await run('return { ...context, left: context.getRemainingTimeInMillis() };', { timeoutMilliseconds: 30_000 });
  expect(result).toEqual({
    outcome: 'returned',
    payload: {
      functionName: 'tagger', functionVersion: '$LATEST', invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tagger', awsRequestId: 'request-1',
      left: expect.any(Number),
    },
  });
  const { left } = (result as unknown as { payload: { left: number } }).payload;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(30_000);
});

test.each([
  ['an ES module', { 'index.mjs': 'export const handler = async () => "module";' }, 'index.handler', 'module'],
  ['an ES module by its package', { 'package.json': { type: 'module' }, 'index.js': 'export async function run() { return "module"; }' }, 'index.run', 'module'],
  ['a file in a folder', { 'src/app.js': 'exports.run = async () => "folder";' }, 'src/app.run', 'folder'],
  ['exports that only show at run time', { 'index.js': 'module.exports = Object.fromEntries([["handler", async () => "late"]]);' }, 'index.handler', 'late'],
])('finds a handler in %s', async (_where, files, handler, payload) => {
  writeFiles(folder, files);
  expect(await newRunner().invoke(invocation({ handler }))).toEqual({ outcome: 'returned', payload });
});

test.each([
  ['isn\'t there', 'absent.handler', (code: string) => `the handler \`absent.handler\` isn't in ${code}`],
  ['isn\'t exported', 'index.other', (code: string) => `${join(code, 'index.js')} exports no function \`other\``],
  ['returns no promise', 'index.callback', () => 'the handler must return a promise: those with a callback aren\'t run here'],
  ['can\'t be loaded', 'broken.handler', () => 'not today'],
])('tells when the handler %s', async (_what, handler, message) => {
  writeFiles(folder, { 'index.js': 'exports.callback = (event, context, callback) => undefined;', 'broken.js': 'throw new Error("not today");' });
  expect(await newRunner().invoke(invocation({ handler }))).toMatchObject({ outcome: 'threw', error: { message: message(folder) } });
});

test('tells what a function threw', async () => {
  expect(await run('throw new TypeError("no such thing");')).toEqual({
    outcome: 'threw', error: { name: 'TypeError', message: 'no such thing', stack: expect.stringContaining('index.js') },
  });
});

test.each([
  ['ends itself', 'process.exit(3);', 'the process ended with exit code 3'],
  ['is killed', 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {});', 'the process was ended by SIGKILL'],
  ['throws where nobody catches', 'setImmediate(() => { throw new Error("late"); }); await new Promise(() => {});', 'the process ended with exit code 1'],
])('tells that the process died when it %s', async (_how, body, reason) => {
  expect(await run(body)).toEqual({ outcome: 'died', reason });
});

test('ends a function that takes longer than its timeout', async () => {
  expect(await run('await new Promise(() => {});', { timeoutMilliseconds: 50 })).toEqual({ outcome: 'timedOut', reason: 'the function ran longer than its 0.05 seconds' });
});

test('offers the lines that a function writes, with the run they belong to', async () => {
  await run('console.log("one\\ntwo"); console.error("three"); process.stdout.write("no end");');
  expect(lines.map(({ line }) => line).sort()).toEqual(['no end', 'one', 'three', 'two']);
  expect(lines[0]).toMatchObject({ functionName: 'tagger', requestId: 'request-1' });
});

describe('a function\'s environment', () => {
  test('has nothing of this process, and leads to the engine with the key of its role', async () => {
    writeFiles(folder, { 'home/.aws/credentials': '[prod]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n' });
    Object.assign(process.env, {
      AWS_PROFILE: 'prod', AWS_ACCESS_KEY_ID: 'AKIAREAL', AWS_SESSION_TOKEN: 'real', HOME: join(folder, 'home'), NODE_OPTIONS: '--throw-deprecation', SECRET: 'x',
    });
    const result = await run('return { ...process.env, home: require("node:os").homedir() };', { environment: { SIZE: 'big' } });
    const { payload } = result as { payload: { [name: string]: string } };

    expect(payload.home).toBe(payload.HOME);
    expect(payload.HOME).not.toBe(join(folder, 'home'));
    expect(payload).toEqual({
      SIZE: 'big',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'tagger',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
      TZ: ':UTC',
      HOME: expect.any(String),
      USERPROFILE: payload.HOME,
      TMPDIR: payload.HOME,
      home: payload.HOME,
      AWS_ACCESS_KEY_ID: principal.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'not-verified-here',
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_CONFIG_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4711',
      AWS_ENDPOINT_URL_S3_CONTROL: 'http://localhost:4711',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      S3_BATCH_OPERATIONS_LOCAL_CLOCK_FACTOR: '1',
      S3_BATCH_OPERATIONS_LOCAL_CLOCK_ORIGIN: expect.any(String),
    });
  });

  test.each(['AWS_PROFILE', 'AWS_ENDPOINT_URL_S3', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_SECRET_ACCESS_KEY', 'AWS_ROLE_ARN'])(
    'may not set %s', async (name) => {
      await expect(run('', { environment: { [name]: 'x' } })).rejects.toThrow(`the function tagger must not set ${name}: its calls could leave this machine`);
    });

  test('may set what only tunes the SDK', async () => {
    expect(await run('return process.env.AWS_NODEJS_CONNECTION_REUSE_ENABLED;', { environment: { AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1' } }))
      .toEqual({ outcome: 'returned', payload: '1' });
  });

  test('finds names under localhost on this machine, in every way of asking', async () => {
    const body = `
      const { promisify } = require('node:util');
      const { lookup } = require('node:dns');
      return [
        await promisify(lookup)('111122223333.localhost'),
        await promisify(lookup)('LOCALHOST', 4),
        await new Promise((resolve) => lookup('a.localhost', { all: true }, (error, found) => resolve(found))),
        await new Promise((resolve) => lookup('127.0.0.2', (error, found) => resolve(found))),
      ];`;
    const here = { address: '127.0.0.1', family: 4 };
    expect(await run(body)).toEqual({ outcome: 'returned', payload: [here, here, [here], '127.0.0.2'] });
  });
});

describe('when time runs a thousand times as fast', () => {
  const HOUR = 3_600_000;

  test('a function\'s dates do, and so do its pauses', async () => {
    const origin = Date.now() - 1_000;
    const body = `
      const { setTimeout: sleep } = require('node:timers/promises');
      const before = Date.now();
      await sleep(120_000);
      return { before, after: new Date().getTime(), parsed: new Date('2026-11-01T00:00:00Z').toISOString(), isDate: new Date() instanceof Date };`;
    const result = await run(body, { timeoutMilliseconds: HOUR }, newRunner(1000, origin));
    const { payload } = result as unknown as { payload: { before: number; after: number } };

    expect(payload.before - origin).toBeGreaterThanOrEqual(1_000_000);
    expect(payload.after - payload.before).toBeGreaterThanOrEqual(119_000);
    expect(payload).toMatchObject({ parsed: '2026-11-01T00:00:00.000Z', isDate: true });
  });

  test('an ES module\'s do too', async () => {
    writeFiles(folder, {
      'index.mjs': 'import { setTimeout as sleep } from "node:timers/promises"; export const handler = async () => sleep(60_000, "rested");',
    });
    expect(await newRunner(1000).invoke(invocation({ timeoutMilliseconds: HOUR }))).toEqual({ outcome: 'returned', payload: 'rested' });
  });

  test('its timeout comes as much earlier', async () => {
    expect(await run('await new Promise(() => {});', { timeoutMilliseconds: 60_000 }, newRunner(1000))).toMatchObject({ outcome: 'timedOut' });
  });
});

test('closing ends what runs, and runs nothing more', async () => {
  const runner = newRunner();
  writeFiles(folder, { 'index.js': 'console.log("here"); exports.handler = () => new Promise(() => {});' });
  const running = runner.invoke(invocation());
  while (lines.length === 0) await new Promise(setImmediate);
  await runner.close();

  expect(await running).toEqual({ outcome: 'died', reason: 'the process was ended by SIGKILL' });
  await expect(runner.invoke(invocation())).rejects.toThrow('no more functions are run: the cloud is closed');
});
