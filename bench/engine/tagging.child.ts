/** Tags objects by the engine and by two loops, in turn, and reports the seconds of each: `tagging.child.ts <rows> <rounds>`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loopWithLibraries, loopWithoutQuotes } from './by-hand';
import { writeInput } from './input';
import { LocalAccount, TAGGING } from './local-account';
import { report } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

/** Seconds of each round. */
export interface TaggingSeconds {
  readonly engine: readonly number[];
  readonly withLibraries: readonly number[];
  readonly withoutQuotes: readonly number[];
}

async function measure(rows: number, rounds: number): Promise<TaggingSeconds> {
  return inTemporaryFolder(async (folder) => {
    const input = await writeInput(folder, rows);
    const account = await LocalAccount.start(input);
    const loops = { withLibraries: loopWithLibraries(input), withoutQuotes: loopWithoutQuotes(input) };
    const file = join(folder, 'report.csv');
    const seconds = await interleaved(rounds, {
      engine: () => timed(async () => account.saveReport(await account.run(TAGGING), file)),
      withLibraries: () => timed(() => loops.withLibraries(file)),
      withoutQuotes: () => timed(() => loops.withoutQuotes(file)),
    });
    await account.cloud.close();
    rmSync(file);
    return seconds;
  });
}

const [rows, rounds] = process.argv.slice(2).map(Number);
void measure(rows, rounds).then(report);
