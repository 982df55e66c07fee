import { availableParallelism } from 'node:os';
import { Apps } from './apps';
import { cellsOf } from './cells';
import { SCENARIOS } from './scenarios';
import { sideBySide } from './side-by-side';
import { Tally } from './tally';

/** Cells mostly wait. */
const AT_A_TIME = 2 * availableParallelism();

/** Has the cells of all scenarios judged, or of those whose names have this in them; prints the table, and fails if anything was violated. */
async function main(part = ''): Promise<void> {
  const scenarios = SCENARIOS.filter(({ name }) => name.includes(part));
  const apps = new Apps();
  const tally = new Tally();
  for (const scenario of scenarios) {
    await sideBySide(await cellsOf(scenario, apps), AT_A_TIME, (cell) => tally.judge(cell, apps));
    console.log(`${scenario.name}: ${tally.summary} so far`);
  }
  apps.remove();
  const problems = [...tally.violations, ...tally.unmet.map((cell) => `not met: ${cell}`), ...part === '' ? tally.outgrown : []];
  const explained = [...tally.explained].map(([reason, count]) => `${count} known: ${reason}`);
  console.log([
    '', tally.table(scenarios.map(({ name }) => name)), '', ...explained, ...problems,
    `the bundle against the local engine: ${tally.summary}`,
  ].join('\n'));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

void main(process.argv[2]);
