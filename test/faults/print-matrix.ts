import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { cellsOf } from './matrix';
import { SCENARIOS } from './scenarios';
import { Tally, type Findings } from './tally';
import { VARIANTS } from './variants';

/** How many violations are printed in full. */
const SHOWN = 40;

/** Judges every so manieth variant of the service: a process's share. */
async function judgeShare(share: number, shares: number): Promise<void> {
  const tally = new Tally();
  for (const variant of VARIANTS.filter((_, index) => index % shares === share)) {
    for (const scenario of SCENARIOS) {
      for (const cell of await cellsOf(scenario, variant)) {
        await tally.judge(cell);
      }
    }
  }
  process.send!(tally.findings);
}

/** Has every cell judged, by as many processes as there are processors, prints the table, and fails if anything was violated. */
async function main(): Promise<void> {
  const shares = availableParallelism();
  const tally = new Tally();
  const judged = await Promise.all(Array.from({ length: shares }, (_, share) => findingsOf(share, shares)));
  judged.forEach((findings) => tally.add(findings));
  const { violations, explained } = tally.findings;
  // a reason that explains nothing any more would hide what comes next
  const stale = Object.entries(explained).filter(([, cells]) => cells === 0).map(([reason]) => `explains no cell any more: ${reason}`);
  const known = Object.entries(explained).map(([reason, cells]) => `${cells} known: ${reason}`);
  console.log([tally.table(SCENARIOS.map(({ name }) => name)), '', ...violations.slice(0, SHOWN), ...stale, ...known, tally.summary()].join('\n'));
  process.exitCode = violations.length + stale.length > 0 ? 1 : 0;
}

function findingsOf(share: number, shares: number): Promise<Findings> {
  return new Promise((resolve, reject) => {
    fork(__filename, [`${share}`, `${shares}`])
      .on('message', (findings) => resolve(findings as Findings))
      .on('exit', (code) => code === 0 ? undefined : reject(new Error(`a process that judges ended with ${code}`)));
  });
}

const [share, shares] = process.argv.slice(2).map(Number);
void (share === undefined ? main() : judgeShare(share, shares));
