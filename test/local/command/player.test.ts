import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from '../../../local/src/cloud/cloud';
import { Interruption } from '../../../local/src/command/interruption';
import { readRunPlan, type RunPlan } from '../../../local/src/command/options/run-options';
import { Player } from '../../../local/src/command/player';
import type { JobDescriptor } from '../../../local/src/engine/job-descriptor';
import type { StackResult } from '../../../local/src/stacks/stacks';

const RESULT: StackResult = { stackName: 'App', stackId: 'id', status: 'CREATE_COMPLETE', outputs: {}, resources: [] };
const JOB = { JobId: 'job-1', Status: 'Active', Report: { Enabled: true, Bucket: 'arn:aws:s3:::reports' }, ProgressSummary: { NumberOfTasksSucceeded: 1, NumberOfTasksFailed: 0 } };

/** A cloud without stacks or jobs, but for what a test says. */
function cloudWith(parts: Partial<Cloud>): Cloud {
  const cloud: Partial<Cloud> = {
    url: 'http://127.0.0.1:1', jobs: async () => [], idle: async () => undefined, callCounts: async () => [], deployAll: async () => [RESULT], seed: async () => 2, ...parts,
  };
  return cloud as Cloud;
}

function playerOf(args: readonly string[], cloud: Cloud) {
  const lines: string[] = [];
  const interruption = new Interruption();
  const paused: number[] = [];
  const player = new Player({
    plan: readRunPlan(args) as RunPlan,
    overviews: [{ stacks: [], buckets: [], jobs: [], functions: [] }],
    cloud,
    progress: { line: (text) => lines.push(text) },
    interruption,
    pause: async (milliseconds) => { paused.push(milliseconds); },
  });
  return { player, lines, interruption, paused };
}

test('what is wrong before a stack is touched is an error', async () => {
  const cloud = cloudWith({ deployAll: async () => { throw new Error('no such stack'); } });
  await expect(playerOf([], cloud).player.play()).rejects.toThrow('no such stack');
});

test('what is wrong afterwards is told with what was played', async () => {
  const run = playerOf([], cloudWith({
    deployAll: async () => {
      run.player.onEvent({ kind: 'stack', stackName: 'App', status: 'CREATE_IN_PROGRESS' });
      throw new Error('the cloud\'s process has ended');
    },
  }));
  expect(await run.player.play()).toMatchObject({ deployments: [], problem: 'the cloud\'s process has ended' });
});

test('a stack that failed is the last', async () => {
  const deployed: string[] = [];
  const cloud = cloudWith({
    deployAll: async (assembly) => {
      deployed.push(assembly);
      return [{ ...RESULT, status: 'ROLLBACK_COMPLETE', reason: 'the job failed' }];
    },
  });
  await playerOf(['one', 'two'], cloud).player.play();
  expect(deployed).toEqual([expect.stringContaining('one')]);
});

test('a deployment that waits for something else is given up after the jobs are cancelled', async () => {
  const asked: string[] = [];
  const cloud = cloudWith({
    deployAll: () => {
      run.interruption.request();
      return new Promise(() => undefined);
    },
    jobs: async () => [JOB as JobDescriptor],
    updateJobStatus: async (id, status) => {
      asked.push(`${id} ${status}`);
      return JOB as JobDescriptor;
    },
  });
  const run = playerOf([], cloud);
  expect(await run.player.play()).toMatchObject({ interrupted: true, problem: expect.stringContaining('given up') });
  expect({ asked, paused: run.paused }).toEqual({ asked: ['job-1 Cancelled'], paused: [10_000] });
});

test('a report that can\'t be copied loses no other', async () => {
  const jobs = [['job-1', '../../../../x'], ['job-2', 'x']].map(([JobId, Prefix]) => (
    { ...JOB, JobId, Status: 'Complete', Report: { ...JOB.Report, Prefix } }) as JobDescriptor);
  const cloud = cloudWith({
    jobs: async () => jobs,
    listKeys: async () => ['../../../../x/job-job-1/manifest.json', 'x/job-job-2/manifest.json'],
    saveObject: async () => undefined,
  });
  const folder = mkdtempSync(join(tmpdir(), 's3-batch-operations-test-'));
  const played = await playerOf(['--reports', folder], cloud).player.play();
  rmSync(folder, { recursive: true });
  expect(played).toMatchObject({
    problem: expect.stringMatching(/^the report of the job job-1 can't be copied/),
    savedReports: { 'job-2': folder },
  });
});

test('a bucket that was filled and that nothing asked for is told of: its name may be misspelt', async () => {
  const calls = [{ principal: 'p', action: 's3:GetObject', resource: 'arn:aws:s3:::used/*', status: 200, count: 1 }];
  const { player, lines } = playerOf(['--objects', 'used=.', '--objects', 'mispelt=.'], cloudWith({ callCounts: async () => calls }));
  await player.play();
  expect(lines.filter((line) => line.startsWith('note:'))).toEqual(['note: nothing has asked for the bucket mispelt, which --objects fills']);
});
