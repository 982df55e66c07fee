import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { cellsOf } from './matrix';
import type { MatrixVariant } from './matrix-service';
import { SCENARIOS } from './scenarios';
import { Tally, type Findings } from './tally';
import { ENGINE_VARIANTS, VARIANTS } from './variants';

/** What plays S3, and what is chosen of it. */
const SERVICES: { readonly [name: string]: readonly MatrixVariant[] } = { 'a model of S3': VARIANTS, 'the local engine': ENGINE_VARIANTS };
/** How many violations are printed in full. */
const SHOWN = 40;

/** Judges every so manieth variant of a service: a process's share. */
async function judgeShare(service: string, share: number, shares: number): Promise<void> {
  const tally = new Tally();
  for (const variant of SERVICES[service].filter((_, index) => index % shares === share)) {
    for (const scenario of SCENARIOS) {
      for (const cell of await cellsOf(scenario, variant)) {
        await tally.judge(cell);
      }
    }
  }
  process.send!(tally.findings);
}

/** Has every cell judged, by as many processes as there are processors, prints the tables, and fails if anything was violated. */
async function main(): Promise<void> {
  const explained = new Map<string, number>();
  let isSound = true;
  for (const service of Object.keys(SERVICES)) {
    const { findings } = await printed(service);
    Object.entries(findings.explained).forEach(([reason, cells]) => explained.set(reason, (explained.get(reason) ?? 0) + cells));
    isSound &&= findings.violations.length === 0;
  }
  // a reason that explains nothing any more would hide what comes next
  const stale = [...explained].filter(([, cells]) => cells === 0).map(([reason]) => `explains no cell any more: ${reason}`);
  stale.forEach((line) => console.log(line));
  process.exitCode = isSound && stale.length === 0 ? 0 : 1;
}

async function printed(service: string): Promise<Tally> {
  const shares = availableParallelism();
  const tally = new Tally();
  const judged = await Promise.all(Array.from({ length: shares }, (_, share) => findingsOf(service, share, shares)));
  judged.forEach((findings) => tally.add(findings));
  const { violations, explained } = tally.findings;
  const known = Object.entries(explained).filter(([, cells]) => cells > 0).map(([reason, cells]) => `${cells} known: ${reason}`);
  const table = tally.table(SCENARIOS.map(({ name }) => name));
  console.log([table, '', ...violations.slice(0, SHOWN), ...known, `against ${service}: ${tally.summary()}`, ''].join('\n'));
  return tally;
}

function findingsOf(service: string, share: number, shares: number): Promise<Findings> {
  return new Promise((resolve, reject) => {
    fork(__filename, [service, `${share}`, `${shares}`])
      .on('message', (findings) => resolve(findings as Findings))
      .on('exit', (code) => code === 0 ? undefined : reject(new Error(`a process that judges ended with ${code}`)));
  });
}

const [service, share, shares] = process.argv.slice(2);
void (service === undefined ? main() : judgeShare(service, Number(share), Number(shares)));
