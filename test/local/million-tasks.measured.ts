import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MemorySample } from './million-tasks';

const TASKS = 1_000_000;

/** More than a job takes, and less than with nine bytes for each task. */
const GROWTH = 8 * 1024 ** 2;

const run = promisify(execFile);

// in a process of its own: what else this one does would be measured too
async function samplesOf(kind: string): Promise<MemorySample[]> {
  const tsx = join(__dirname, '../../node_modules/.bin/tsx');
  const { stdout } = await run(tsx, ['--expose-gc', join(__dirname, 'million-tasks.ts'), kind, String(TASKS)]);
  return JSON.parse(stdout) as MemorySample[];
}

test.each(['csv', 'inventory', 'generated'])('a million tasks of a manifest of the kind %s take no more memory than a few', async (kind) => {
  const [before, ...during] = (await samplesOf(kind)).map(({ tasks, heap, external }) => ({ tasks, held: heap + external }));
  const growth = during.map(({ tasks, held }) => ({ tasks, bytes: held - before.held }));
  console.log(`${kind}: ${growth.map(({ tasks, bytes }) => `${tasks / 1000}k ${(bytes / 1024 ** 2).toFixed(1)} MiB`).join(', ')}`);
  expect(growth.map(({ tasks }) => tasks)).toEqual([1, 2, 3, 4].map((quarter) => quarter * TASKS / 4));
  for (const { bytes } of growth) expect(bytes).toBeLessThan(GROWTH);
}, 300_000);
