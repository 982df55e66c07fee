import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gone, isRunning } from './process-state';
import { RunnerFixture } from './runner-fixture';
import { writeFiles } from '../write-files';

let folder: string;
let temporary: string;
let owner: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchdog-'));
  temporary = join(folder, 'tmp');
  mkdirSync(temporary);
});

afterEach(() => {
  owner?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts a process, tells both numbers, and lets nothing else run from then on. */
const LOOP = `const { pid } = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  console.log(JSON.stringify([process.pid, pid]));
  for (;;);`;

/** A process that runs the function of an invocation, and tells what it writes. */
function start(invocation: object): ChildProcess {
  writeFiles(folder, {
    'owner.js': `
      require(${JSON.stringify(require.resolve('tsx/cjs'))});
      const { ChildProcessRunner } = require(${JSON.stringify(require.resolve('../../../local/src/runner/child-process-runner.ts'))});
      const runner = new ChildProcessRunner({
        port: 4711, region: 'us-east-1', clockOrigin: Date.now(), clockFactor: 1, projectFolder: __dirname, onLogLine: ({ line }) => process.send(line),
      });
      void runner.invoke(${JSON.stringify(invocation)});`,
  });
  return fork(join(folder, 'owner.js'), { execArgv: [], env: { ...process.env, TMPDIR: temporary } });
}

/** What functions have left behind. */
const leftovers = () => readdirSync(temporary).filter((name) => name.startsWith('s3-batch-operations-local-'));

test('when its owner is killed, a function in an endless loop, what it has started and its files go too', async () => {
  const fixture = new RunnerFixture();
  owner = start(fixture.invocation({ code: { text: `exports.handler = async () => { ${LOOP} };` }, timeoutMilliseconds: 900_000 }));
  const [line] = await once(owner, 'message') as [string];
  const [pid, started] = JSON.parse(line) as [number, number];
  expect([isRunning(pid), isRunning(started), leftovers().length]).toEqual([true, true, 1]);
  owner.kill('SIGKILL');
  await Promise.all([gone(pid), gone(started)]);
  while (leftovers().length > 0) await nextTurn();
  await fixture.close();
}, 60_000);
