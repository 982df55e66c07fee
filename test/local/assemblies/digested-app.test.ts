import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AppFixture } from './app-fixture';
import { readAssemblyOverview } from '../../../local/src/assembly/overview';
import { digestOf } from '../../../local/src/command/digest/digest';
import { Interruption } from '../../../local/src/command/interruption';
import { readRunPlan, type RunPlan } from '../../../local/src/command/options/run-options';
import { Player } from '../../../local/src/command/player';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../../../src';
import { writeFiles } from '../write-files';

let fixture: AppFixture;
beforeEach(() => {
  fixture = new AppFixture();
});
afterEach(() => fixture.close());

function addStacks(app: App): void {
  const stack = new Stack(app, 'Demo');
  const goes = { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true };
  const bucket = (id: string) => new Bucket(stack, id, { bucketName: id.toLowerCase(), ...goes });
  const [files, copies, reports] = ['Files', 'Copies', 'Reports'].map(bucket);
  const manifest = JobManifest.generate(files, { filter: ManifestFilter.allObjects() });
  const report = CompletionReport.allTasks(reports);
  new BatchJob(stack, 'Copy', { operation: BatchOperation.putObjectCopy(copies), manifest, report, waitFor: WaitFor.completed() });
  // no object is archived
  new BatchJob(stack, 'Restore', { operation: BatchOperation.initiateRestoreObject(), manifest, report, waitFor: WaitFor.started() });
}

test('a run of an app tells the truth when the app\'s folder and its stacks are gone', async () => {
  const source = join(fixture.folder, 'files');
  writeFiles(source, { 'a.txt': 'a', 'b.txt': 'b' });
  const cloud = await fixture.start({ redeliver: 1 });
  const assembly = fixture.synthesize(addStacks);
  const player = new Player({
    plan: readRunPlan([assembly, '--objects', `Demo/Files=${source}`, '--then-delete']) as RunPlan,
    overviews: [readAssemblyOverview(assembly)],
    cloud,
    progress: { line: () => undefined },
    interruption: new Interruption(),
    pause: async () => undefined,
  });
  const played = await player.play();
  rmSync(assembly, { recursive: true });
  const digest = await digestOf(cloud, played);

  expect(digest.stacks.map(({ status }) => status)).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);
  expect(digest).toMatchObject({ outcome: 'failed', failedBecause: ['tasks failed of a job whose stack doesn\'t wait for its end'], denied: [], unplayed: [] });
  const jobs = digest.jobs.map(({ name, awaited, tasks, report }) => [name, { awaited, failed: tasks.failed, hasReport: report?.key !== undefined }]);
  expect(Object.fromEntries(jobs)).toEqual({
    'Demo/Copy': { awaited: true, failed: 0, hasReport: true }, 'Demo/Restore': { awaited: false, failed: 2, hasReport: true },
  });
  // each object twice
  expect(digest.changed).toEqual([{ bucket: 'copies', change: 'copies written', calls: 4, by: { kind: 'job', names: ['Demo/Copy'], principal: expect.stringContaining('Copy') } }]);
}, 60_000);
