/** Writes the rows of manifests, with and without what is done to them here, and reports the seconds: `writing.child.ts <rows> <rounds>`. */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rewriteRows, stageRows } from './at-deploy';
import { declareJob, stringifyRows } from './at-synth';
import { keyOf } from '../engine/input';
import { report } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

/** Seconds of each round. */
export interface WritingSeconds {
  readonly declared: readonly number[];
  readonly stringified: readonly number[];
  readonly staged: readonly number[];
  readonly rewritten: readonly number[];
}

async function measure(rows: number, rounds: number): Promise<WritingSeconds> {
  return inTemporaryFolder(async (folder) => {
    const keys = Array.from({ length: rows }, (_, row) => keyOf(row));
    const encodedKeys = keys.map((key) => key.split('/').map(encodeURIComponent).join('/'));
    const asset = join(folder, 'asset.csv');
    const text = encodedKeys.map((key) => `${key}\n`).join('');
    writeFileSync(asset, text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return interleaved(rounds, {
      declared: async () => {
        const taken = await timed(() => declareJob(folder, keys));
        rmSync(join(folder, 'cdk.out'), { recursive: true });
        return taken;
      },
      stringified: () => timed(() => stringifyRows(folder, encodedKeys)),
      staged: () => timed(() => stageRows(asset, sha256)),
      rewritten: () => timed(() => rewriteRows(asset)),
    });
  });
}

const [rows, rounds] = process.argv.slice(2).map(Number);
void measure(rows, rounds).then(report);
