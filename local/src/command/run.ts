import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { digestOf } from './digest/digest';
import { printedDigest } from './digest/print-digest';
import { environmentOf } from './environment';
import type { RunPlan } from './options/run-options';
import { UsageError } from './options/usage-error';
import { INTERRUPTED, Player } from './player';
import { Progress } from './progress/progress';
import type { Terminal } from './terminal';
import { readAssemblyOverview } from '../assembly/overview';
import type { CloudEvent } from '../cloud/cloud-event';
import { startLocalCloud } from '../process/start-local-cloud';

const EXIT_STATUS = { succeeded: 0, failed: 1, interrupted: INTERRUPTED };

/**
 * Deploys assemblies and runs their jobs; prints what becomes of it. Returns the exit status. What is wrong before
 * anything has begun is an error.
 */
export async function run(plan: RunPlan, terminal: Terminal): Promise<number> {
  const overviews = plan.assemblies.map((assembly) => readAssemblyOverview(assembly));
  const environment = environmentOf(overviews.flatMap(({ stacks }) => stacks), plan.stacks);
  await requireWritable(plan);
  const progress = new Progress(terminal.stderr, Date.now);
  const listeners = [plan.logs ? progress.onEvent : withoutLogs(progress.onEvent)];
  const cloud = await startLocalCloud({ ...environment, ...plan.cloud, onEvent: (event) => listeners.forEach((listener) => listener(event)) });
  try {
    const player = new Player(plan, overviews, cloud, progress);
    listeners.push(player.onEvent);
    const played = await player.play();
    const digest = await digestOf(cloud, played);
    terminal.stdout.write(printedDigest(digest));
    if (plan.json !== undefined) await writeFile(plan.json, `${JSON.stringify(digest, undefined, 2)}\n`);
    return EXIT_STATUS[digest.outcome];
  } finally {
    progress.end();
    await cloud.close();
  }
}

/** Leaves out what functions write: a line or more of each invocation. */
function withoutLogs(listener: (event: CloudEvent) => void): (event: CloudEvent) => void {
  return (event) => {
    if (event.kind !== 'log') listener(event);
  };
}

/** A run that has taken minutes isn't to fail for where its outcome goes. */
async function requireWritable({ reports, json }: RunPlan): Promise<void> {
  if (reports !== undefined) {
    await mkdir(reports, { recursive: true }).catch(refused('reports', reports));
    await access(reports, constants.W_OK).catch(refused('reports', reports));
  }
  if (json !== undefined) await access(dirname(resolve(json)), constants.W_OK).catch(refused('json', json));
}

function refused(option: string, path: string): (error: Error) => never {
  return (error) => {
    throw new UsageError(`--${option} must be where this user may write, got: ${path} (${error.message})`);
  };
}
