/** Deploys the example app on this machine, three times and then no more, and shows what becomes of its jobs. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NOT_EVALUATED, startLocalCloud } from 's3-batch-operations-local';
import { FILES_BUCKET } from './app';
import { Display } from './display';
import { DemoObjects } from './objects';
import { Scenario } from './scenario';

/** How many times as fast as real time runs here: the handler's first look at a job is after 5 s. */
const CLOCK_FACTOR = 20;
/** This checkout. */
const ROOT = resolve(__dirname, '..', '..');

async function main(): Promise<boolean> {
  const { values: { deny, objects: source } } = parseArgs({
    options: { deny: { type: 'string' }, objects: { type: 'string', default: ROOT } },
  });
  const display = new Display(process.stdout);
  const folder = mkdtempSync(join(tmpdir(), 's3-batch-operations-demo-'));
  const cloud = await startLocalCloud({ clockFactor: CLOCK_FACTOR, onEvent: display.onEvent });
  try {
    display.line(`An AWS account of this machine's own at ${cloud.url}; its clock runs ${CLOCK_FACTOR} times as fast.`);
    display.line(`Roles' own policies are enforced. Not evaluated: ${NOT_EVALUATED.join(', ')}.`);
    const objects = await DemoObjects.seed(cloud, source);
    display.line(`s3://${FILES_BUCKET} holds ${objects.count} objects: the files of ${source}`);
    return await new Scenario({ cloud, display, folder, objects, deny }).play();
  } finally {
    await cloud.close();
    rmSync(folder, { recursive: true });
  }
}

main().then((cameOutRight) => {
  process.exitCode = cameOutRight ? 0 : 1;
}, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
