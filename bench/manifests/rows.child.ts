/** Writes and reads the rows of manifests, each with and without what is done to them here, and reports the seconds: `rows.child.ts <rows> <rounds>`. */
import { createHash } from 'node:crypto';
import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { rewriteRows, stageRows } from './at-deploy';
import { declareJob, stringifyRows } from './at-synth';
import { keyOf, writeInput } from '../engine/input';
import { LocalAccount, TAGGING } from '../engine/local-account';
import { report } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

/** Seconds of each round. */
export interface RowSeconds {
  readonly declared: readonly number[];
  readonly stringified: readonly number[];
  readonly staged: readonly number[];
  readonly rewritten: readonly number[];
  readonly read: readonly number[];
  readonly parsed: readonly number[];
}

async function measure(rows: number, rounds: number): Promise<RowSeconds> {
  return inTemporaryFolder(async (folder) => {
    const keys = Array.from({ length: rows }, (_, row) => keyOf(row));
    const encodedKeys = keys.map((key) => key.split('/').map(encodeURIComponent).join('/'));
    const asset = join(folder, 'asset.csv');
    const text = encodedKeys.map((key) => `${key}\n`).join('');
    writeFileSync(asset, text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const input = await writeInput(folder, rows);
    const account = await LocalAccount.start(input);
    const seconds = await interleaved(rounds, {
      declared: async () => {
        const taken = await timed(() => declareJob(folder, keys));
        rmSync(join(folder, 'cdk.out'), { recursive: true });
        return taken;
      },
      stringified: () => timed(() => stringifyRows(folder, encodedKeys)),
      staged: () => timed(() => stageRows(asset, sha256)),
      rewritten: () => timed(() => rewriteRows(asset)),
      read: () => timed(() => account.run(TAGGING, { until: 'Suspended' })),
      parsed: () => timed(() => parseRows(join(input.manifests, input.manifest))),
    });
    await account.cloud.close();
    return seconds;
  });
}

async function parseRows(file: string): Promise<void> {
  for await (const _row of createReadStream(file).pipe(parse()));
}

const [rows, rounds] = process.argv.slice(2).map(Number);
void measure(rows, rounds).then(report);
