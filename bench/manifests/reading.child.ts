/** Reads a manifest, as a job does and by a library alone, and reports the seconds: `reading.child.ts <rows> <rounds>`. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { writeInput } from '../engine/input';
import { LocalAccount, TAGGING } from '../engine/local-account';
import { report } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

/** Seconds of each round. */
export interface ReadingSeconds {
  readonly read: readonly number[];
  readonly parsed: readonly number[];
}

async function measure(rows: number, rounds: number): Promise<ReadingSeconds> {
  return inTemporaryFolder(async (folder) => {
    const input = await writeInput(folder, rows);
    const account = await LocalAccount.start(input);
    const seconds = await interleaved(rounds, {
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
