import { gone, isRunning } from './process-state';
import { payloadOf, RunnerFixture } from './runner-fixture';
import type { ChildProcessRunner } from '../../../local/src/runner/child-process-runner';
import type { Invocation } from '../../../local/src/runner/invocation';

let fixture: RunnerFixture;
let runner: ChildProcessRunner;

beforeEach(() => {
  fixture = new RunnerFixture();
  runner = fixture.newRunner();
});

afterEach(() => fixture.close());

interface Run {
  readonly pid: number;
  /** How many runs its process has had. */
  readonly runs: number;
}

const COUNTER = `
let runs = 0;
exports.handler = async (event) => {
  runs++;
  if (event === 'throw') throw new Error('thrown');
  if (event === 'exit') process.exit(1);
  if (event === 'sleep') await new Promise((resolve) => setTimeout(resolve, 1e9));
  return { pid: process.pid, runs };
};`;

function invoke(changes: Partial<Invocation> = {}) {
  return fixture.runFiles({ 'index.js': COUNTER }, changes, runner);
}

test('a process is used again, with what the code keeps between runs', async () => {
  const first = await payloadOf<Run>(invoke());
  expect(await payloadOf(invoke())).toEqual({ ...first, runs: 2 });
  expect(await invoke({ event: 'throw' })).toMatchObject({ outcome: 'threw' });
  expect(await payloadOf(invoke())).toEqual({ ...first, runs: 4 });
});

test('runs at the same time have processes of their own, which wait for the next ones', async () => {
  const first = await Promise.all([1, 2, 3].map(() => payloadOf<Run>(invoke())));
  const pids = new Set(first.map(({ pid }) => pid));
  expect(pids.size).toBe(3);
  const next = await Promise.all([1, 2, 3].map(() => payloadOf<Run>(invoke())));
  expect(new Set(next.map(({ pid }) => pid))).toEqual(pids);
  expect(next.map(({ runs }) => runs)).toEqual([2, 2, 2]);
});

test.each([
  ['died', { event: 'exit' }, 'died'],
  ['ran out of time', { event: 'sleep', timeoutMilliseconds: 50 }, 'timedOut'],
])('a process that %s isn\'t used again', async (_how, changes, outcome) => {
  const { pid } = await payloadOf<Run>(invoke());
  expect(await invoke(changes)).toMatchObject({ outcome });
  const next = await payloadOf<Run>(invoke());
  expect(next.runs).toBe(1);
  expect(next.pid).not.toBe(pid);
});

test.each<[string, (fixture: RunnerFixture) => Partial<Invocation>]>([
  ['variables', () => ({ environment: { SIZE: 'big' } })],
  ['code', () => ({ code: { text: COUNTER } })],
  ['version', () => ({ functionVersion: '1', functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tagger:1' })],
])('a function with other %s has a process of its own', async (_what, changes) => {
  const { pid } = await payloadOf<Run>(invoke());
  const next = await payloadOf<Run>(invoke(changes(fixture)));
  expect(next.runs).toBe(1);
  expect(next.pid).not.toBe(pid);
});

/** Code that starts a process which doesn't end by itself, and tells its number. */
function starting(options: string, then: string): string {
  return `const started = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], ${options});
    console.log('pid ' + started.pid); ${then}`;
}

function startedProcess(): number {
  return Number(fixture.lines.map(({ line }) => /^pid (\d+)$/.exec(line)?.[1]).find(Boolean));
}

test('what the code started ends with its process, however that ends', async () => {
  expect(await fixture.run(starting("{ stdio: 'inherit' }", 'process.exit(1);'), {}, runner)).toMatchObject({ outcome: 'died', ending: 'exit status 1' });
  await gone(startedProcess());
  fixture.lines.length = 0;
  expect(await fixture.run(starting("{ stdio: 'ignore' }", 'return 1;'), {}, runner)).toMatchObject({ outcome: 'returned' });
  expect(isRunning(startedProcess())).toBe(true);
  await runner.close();
  await gone(startedProcess());
});

test('what the code started and has let go holds nothing up', async () => {
  const result = await fixture.run(starting("{ stdio: 'inherit', detached: true }", 'process.exit(1);'), {}, runner);
  expect(() => process.kill(startedProcess(), 'SIGKILL')).not.toThrow();
  expect(result).toMatchObject({ outcome: 'died', ending: 'exit status 1' });
});

test('no more processes wait than may, and those end that have waited longest', async () => {
  runner = fixture.newRunner({ idleProcesses: 2 });
  const pids: number[] = [];
  for (const functionArn of ['one', 'two', 'three']) pids.push((await payloadOf<Run>(invoke({ functionArn }))).pid);
  await gone(pids[0]);
  expect((await payloadOf<Run>(invoke({ functionArn: 'two' }))).pid).toBe(pids[1]);
  expect((await payloadOf<Run>(invoke({ functionArn: 'three' }))).pid).toBe(pids[2]);
  expect((await payloadOf<Run>(invoke({ functionArn: 'one' }))).runs).toBe(1);
});
