import { setTimeout as delay } from 'node:timers/promises';
import { digestOf } from './digest/digest';
import { printedDigest } from './digest/print-digest';
import type { RunDigest } from './digest/run-digest';
import { environmentOf } from './environment';
import { Interruption } from './interruption';
import { onInterrupt } from './on-interrupt';
import { requireOneSource } from './one-source';
import type { RunPlan } from './options/run-options';
import { startedCloud } from './options/setting-names';
import { requireWritable, STANDARD_OUTPUT, writeWhole } from './output-files';
import { Player } from './player';
import { Progress } from './progress/progress';
import { progressOutput, type Terminal } from './terminal';
import { readAssemblyOverview } from '../assembly/overview';
import type { CloudEvent } from '../cloud/cloud-event';

/** Exit status of a program that Ctrl-C has ended, as shells have it. */
const INTERRUPTED = 130;
const EXIT_STATUS = { succeeded: 0, failed: 1, interrupted: INTERRUPTED };

/**
 * Deploys assemblies and runs their jobs; prints what becomes of it. Returns the exit status. What is wrong before
 * anything has begun is an error.
 */
export async function run(plan: RunPlan, terminal: Terminal): Promise<number> {
  const overviews = plan.assemblies.map((assembly) => readAssemblyOverview(assembly));
  const environment = environmentOf(overviews, plan);
  requireOneSource(plan.buckets, overviews);
  await requireWritable(plan);
  const progress = new Progress(progressOutput(terminal), Date.now);
  const interruption = new Interruption();
  const listeners = [plan.logs ? progress.onEvent : withoutLogs(progress.onEvent)];
  const cloud = await startedCloud({ ...environment, ...plan.cloud, onEvent: (event) => listeners.forEach((listener) => listener(event)) });
  const pause = (milliseconds: number) => delay(milliseconds, undefined, { ref: false });
  const player = new Player({ plan, overviews, cloud, progress, interruption, pause });
  listeners.push(player.onEvent);
  const stopListening = onInterrupt(() => {
    if (!player.hasBegun) process.exit(INTERRUPTED);
    progress.line('interrupted: the jobs are cancelled, and write their reports; once more ends all at once');
    interruption.request();
  }, () => process.exit(INTERRUPTED));
  try {
    const digest = await digestOf(cloud, await player.play());
    await deliver(digest, plan, terminal);
    return EXIT_STATUS[digest.outcome];
  } catch (error) {
    if (!player.hasBegun) throw error;
    progress.line(`the run can't go on: ${(error as Error).message}`);
    return EXIT_STATUS.failed;
  } finally {
    stopListening();
    progress.end();
    await cloud.close();
  }
}

/** First to the file: whoever reads the text may stop reading. */
async function deliver(digest: RunDigest, { json }: RunPlan, { stdout }: Terminal): Promise<void> {
  const text = `${JSON.stringify(digest, undefined, 2)}\n`;
  if (json !== undefined && json !== STANDARD_OUTPUT) await writeWhole(json, text);
  stdout.write(json === STANDARD_OUTPUT ? text : printedDigest(digest));
}

/** Leaves out what functions write: a line or more of each invocation. */
function withoutLogs(listener: (event: CloudEvent) => void): (event: CloudEvent) => void {
  return (event) => {
    if (event.kind !== 'log') listener(event);
  };
}
