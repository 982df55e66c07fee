/** Invokes a function by a job and by a bare loop, in turn, and reports the seconds of each: `invocations.child.ts <nothing|hash> <invocations> <rounds>`. */
import { availableParallelism } from 'node:os';
import { BareProcesses } from './bare-processes';
import { deployFunction, writeFunction, type Work } from './function';
import { writeInput } from './input';
import { invoking, LocalAccount } from './local-account';
import { report } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

/** As many as the engine has for one job's function, where memory lets it: four a core, eight at most. */
const PROCESSES = Math.min(8, 4 * availableParallelism());

/** Seconds of each round. */
export interface InvocationSeconds {
  readonly engine: readonly number[];
  readonly bare: readonly number[];
}

async function measure(work: Work, invocations: number, rounds: number): Promise<InvocationSeconds> {
  return inTemporaryFolder(async (folder) => {
    const account = await LocalAccount.start(await writeInput(folder, invocations));
    const functionArn = await deployFunction(account.cloud, work, folder);
    const processes = await BareProcesses.start(PROCESSES, writeFunction(work, folder));
    const seconds = await interleaved(rounds, {
      engine: () => timed(() => account.run(invoking(functionArn))),
      bare: () => timed(() => processes.invoke(invocations)),
    });
    processes.end();
    await account.cloud.close();
    return seconds;
  });
}

const [work, invocations, rounds] = process.argv.slice(2);
void measure(work as Work, Number(invocations), Number(rounds)).then(report);
