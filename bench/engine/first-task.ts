import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../../lib';
import { inTemporaryFolder } from '../measure/temporary-folder';

const COMMAND = join(__dirname, '..', '..', 'local', 'bin', 's3-batch-operations-local.js');
const BUCKET = 'my-logs';

/** An app, synthesized, and a folder with the one object of its job. */
interface RunnableApp {
  readonly assembly: string;
  readonly objects: string;
}

/** Seconds from the start of the command to the end of the first task of an app's job, of so many runs. */
export async function secondsToFirstTask(rounds: number): Promise<number[]> {
  return inTemporaryFolder(async (folder) => {
    const app = writeApp(folder);
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round++) seconds.push(await secondsOfRun(app));
    return seconds;
  });
}

function writeApp(folder: string): RunnableApp {
  const [assembly, objects] = [join(folder, 'cdk.out'), join(folder, 'objects')];
  const app = new App({ outdir: assembly, analyticsReporting: false });
  const stack = new Stack(app, 'TagLogs');
  new BatchJob(stack, 'Tag', {
    operation: BatchOperation.putObjectTagging({ tags: { retention: 'short' } }),
    manifest: JobManifest.generate(Bucket.fromBucketName(stack, 'Logs', BUCKET), { filter: ManifestFilter.where({ keySuffix: '.log' }) }),
    report: CompletionReport.allTasks(new Bucket(stack, 'Reports')),
    waitFor: WaitFor.completed(),
  });
  app.synth();
  mkdirSync(objects);
  writeFileSync(join(objects, 'a.log'), 'a line\n');
  return { assembly, objects };
}

async function secondsOfRun({ assembly, objects }: RunnableApp): Promise<number> {
  const start = performance.now();
  const run = spawn(process.execPath, [COMMAND, 'run', assembly, '--objects', `${BUCKET}=${objects}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(run, 'exit');
  let seconds: number | undefined;
  const lines: string[] = [];
  for await (const line of createInterface({ input: run.stderr })) {
    lines.push(line);
    // the line with which the only task is done
    if (line.endsWith('1 of 1 tasks done')) seconds ??= (performance.now() - start) / 1000;
  }
  const [exitCode] = await exited as number[];
  if (exitCode !== 0 || seconds === undefined) throw new Error(`the run ended with ${exitCode}:\n${lines.join('\n')}`);
  return seconds;
}
