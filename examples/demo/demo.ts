/** Has the command deploy the example app on this machine: as it is, once more, and changed; then delete it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunDigest } from 's3-batch-operations-local';
import { ARCHIVE_BUCKET, FILES_BUCKET, MANIFEST, synthesize, type DemoStackProps } from './app';
import { denyToJobs } from './deny';
import { EXCLUDED, keysOf, shallowest, writeManifest } from './files';
import { surprisesIn, tally } from './tally';

/** This checkout. */
const ROOT = resolve(__dirname, '..', '..');
const COMMAND = join(ROOT, 'local', 'bin', 's3-batch-operations-local.js');
const STACK = 'Demo';
const FIRST: DemoStackProps = { tags: { demo: 'first', reviewed: 'no' }, confirmationRequired: false };
const CHANGED: DemoStackProps = { tags: { demo: 'changed' }, confirmationRequired: true };

async function main(folder: string): Promise<boolean> {
  const { values: { deny, objects } } = parseArgs({
    options: { deny: { type: 'string' }, objects: { type: 'string', default: ROOT } },
  });
  const keys = keysOf(objects);
  writeManifest(join(folder, 'manifests'), keys);
  const assemblies = { first: join(folder, 'first'), changed: join(folder, 'changed') };
  synthesize(assemblies.first, STACK, FIRST);
  synthesize(assemblies.changed, STACK, CHANGED);
  if (deny !== undefined) Object.values(assemblies).forEach((assembly) => denyToJobs(assembly, STACK, deny));

  const digestFile = join(folder, 'digest.json');
  await runCommand([
    'run', assemblies.first, assemblies.first, assemblies.changed, '--then-delete', '--clock-factor', '20',
    '--objects', `${FILES_BUCKET}=${objects}`, ...EXCLUDED.flatMap((name) => ['--exclude', name]),
    '--objects', `${MANIFEST.bucket}=${join(folder, 'manifests')}`,
    '--objects', `${ARCHIVE_BUCKET}=${join(__dirname, 'archive.json')}`,
    ...shownObjects(keys).flatMap((object) => ['--show', object]),
    '--json', digestFile,
  ]);
  const digest: RunDigest = JSON.parse(readFileSync(digestFile, 'utf8'));
  const counted = tally(digest);
  const surprises = surprisesIn(digest, counted, keys.length);
  console.log(surprises.length === 0 ? '\nAll of it came out right.' : `\n${deny === undefined ? 'Not all of it came out right' : `Without ${deny}`}:`);
  surprises.forEach((surprise) => console.log(`  ${surprise}`));
  console.log(JSON.stringify(counted));
  return surprises.length === 0;
}

/** A file, its locked copy, and an archived object. */
function shownObjects(keys: readonly string[]): string[] {
  const key = shallowest(keys);
  return [`${FILES_BUCKET}/${key}`, `${STACK}/Vault/${key}`, `${ARCHIVE_BUCKET}/2022/accounts.pdf`];
}

async function runCommand(args: readonly string[]): Promise<void> {
  const [exitCode] = await once(spawn(process.execPath, [COMMAND, ...args], { stdio: 'inherit' }), 'exit');
  // 1: something failed, which the digest tells of
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`the command ended with ${exitCode}`);
}

const temporary = mkdtempSync(join(tmpdir(), 's3-batch-operations-demo-'));
main(temporary).then((cameOutRight) => {
  process.exitCode = cameOutRight ? 0 : 1;
}, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
}).finally(() => rmSync(temporary, { recursive: true }));
