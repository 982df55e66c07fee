/** Runs one tagging job and reports nothing but what memory that took: `memory.child.ts <rows>`. */
import { join } from 'node:path';
import { writeInput } from './input';
import { LocalAccount, TAGGING } from './local-account';
import { report } from '../measure/child';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

export interface JobSeconds {
  readonly seconds: number;
}

async function measure(rows: number): Promise<JobSeconds> {
  return inTemporaryFolder(async (folder) => {
    const account = await LocalAccount.start(await writeInput(folder, rows));
    const seconds = await timed(async () => account.saveReport(await account.run(TAGGING), join(folder, 'report.csv')));
    await account.cloud.close();
    return { seconds };
  });
}

void measure(Number(process.argv[2])).then(report);
