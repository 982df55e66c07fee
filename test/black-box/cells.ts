import type { Apps } from './apps';
import { type Death, describeDeath } from './death';
import type { Call } from './handler-calls';
import { type Outcome, play } from './play';
import type { Scenario } from './scenarios';
import { type Violation, violations } from './violations';

/** One death in one scenario. */
export interface Cell {
  readonly scenario: Scenario;
  readonly undisturbed: Outcome;
  readonly death: Death;
}

/** At every so manieth call of an event, its retries are killed too: at the first both of them, at the next the first alone, and so on. */
const RETRIES_DIE_AT_ONE_IN = 2;
/** A cell is played anew when its death isn't met, or this machine was too slow for the clock. */
const TRIES = 3;

/** The cells of a scenario: a death before and after each call that the handler makes when it doesn't die. */
export async function cellsOf(scenario: Scenario, apps: Apps): Promise<Cell[]> {
  let undisturbed = await play(scenario, apps);
  for (let tries = 1; undisturbed.wasTooSlow && tries < TRIES; tries++) undisturbed = await play(scenario, apps);
  requireExpected(scenario, undisturbed);
  return telling(undisturbed.calls).flatMap((call) => deathsAt(call, scenario).map((death) => ({ scenario, undisturbed, death })));
}

function requireExpected(scenario: Scenario, undisturbed: Outcome): void {
  const { status, reason, jobs } = undisturbed.ending;
  const expected = [scenario.ends, ...scenario.jobs].join();
  const found = [status, ...jobs.map((job) => job.Status)].join();
  const problems = violations(scenario, undisturbed, undisturbed).join('; ');
  if (found !== expected || problems !== '') {
    throw new Error(`${scenario.name}: undisturbed, it and its jobs must end in ${expected}, and end in ${found}: ${problems || reason}`);
  }
}

function deathsAt(call: Call, { isRace, isLong }: Scenario): Death[] {
  const once = (['before', 'after'] as const).map((when): Death => ({ call, when, times: 1 }));
  if (isRace || isLong || call.at % RETRIES_DIE_AT_ONE_IN > 0) {
    // of invocations that overlap, which is which can't be told
    return once;
  }
  const times = call.at % (2 * RETRIES_DIE_AT_ONE_IN) > 0 ? 2 : 3;
  // once its answer has come through, an event is over
  const further = once.filter(({ when }) => !(call.name === 'answer' && when === 'after'));
  return [...once, ...further.map((death): Death => ({ ...death, times }))];
}

/** Of the calls that a wait makes over and over, those with equal calls around them: the first stands for all. */
function telling(calls: readonly Call[]): Call[] {
  const known = new Set<string>();
  return calls.filter(({ event }, at) => {
    const around = [event, ...[-2, -1, 0, 1, 2].map((distance) => calls[at + distance]?.name)].join();
    return known.size < known.add(around).size;
  });
}

/** What is wrong in a cell; undefined if its death couldn't be brought about. */
export async function judge({ scenario, undisturbed, death }: Cell, apps: Apps): Promise<Violation[] | undefined> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const outcome = await play(scenario, apps, death);
    if (outcome.deaths > 0 && !outcome.wasTooSlow) {
      return violations(scenario, undisturbed, outcome);
    }
  }
  return undefined;
}

export function describeCell({ scenario, death }: Cell): string {
  return `${scenario.name}; ${describeDeath(death)}`;
}
