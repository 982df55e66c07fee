import { nameOf, type Grant, type RoleName } from './grant';
import type { PolicyChange, Trial, Verdict } from './trial';

/** What became of one role's grants in some trials. */
export interface Judgement {
  /** Trials that failed with all that the constructs derive. */
  readonly failures: readonly string[];
  /** What each grant is needed for. */
  readonly needed: readonly Need[];
  /** What no trial needs. */
  readonly spare: readonly Grant[];
}

/** A trial that fails without a grant. */
export interface Need {
  readonly grant: Grant;
  readonly trial: string;
  /** How it fails. */
  readonly failure: string;
}

interface BaseRun {
  readonly trial: Trial;
  readonly verdict: Verdict;
  /** The trial once more, with other policies. */
  readonly again: (change: PolicyChange) => Promise<Verdict>;
}

/** What is judged otherwise than it is derived. */
export interface JudgeOptions {
  /** Done with the derived grants before anything else. Default: nothing. */
  readonly derive?: PolicyChange;
  /** Which of the grants are withheld. Default: each. */
  readonly isWithheld?: (grant: Grant) => boolean;
}

/** Runs trials with what the constructs derive, and again without each of a role's grants. */
export async function judge(trials: readonly Trial[], role: RoleName, { derive, isWithheld = () => true }: JudgeOptions = {}): Promise<Judgement> {
  const runs: BaseRun[] = [];
  const failures: string[] = [];
  for (const trial of trials) {
    const verdict = await trial.run(derive);
    const again = role === 'job' && trial.repeat ? trial.repeat : trial.run;
    // a repetition that always failed would make every grant look needed
    const failure = verdict.failure ?? (again === trial.run ? undefined : (await again(derive ?? unchanged)).failure);
    if (failure !== undefined) failures.push(`${trial.name}: ${failure}`);
    runs.push({ trial, verdict, again });
  }
  const needed: Need[] = [];
  const spare: Grant[] = [];
  for (const grant of failures.length > 0 ? [] : grantsOf(runs, role).filter(isWithheld)) {
    const need = await needOf(grant, runs, derive ?? unchanged);
    if (need) needed.push(need);
    else spare.push(grant);
  }
  return { failures, needed, spare };
}

const unchanged: PolicyChange = (grants) => grants;

function grantsOf(runs: readonly BaseRun[], role: RoleName): Grant[] {
  const grants = runs.flatMap(({ verdict }) => verdict.grants).filter((grant) => grant.role === role);
  return [...new Map(grants.map((grant) => [nameOf(grant), grant])).values()];
}

async function needOf(grant: Grant, runs: readonly BaseRun[], derive: PolicyChange): Promise<Need | undefined> {
  const withheld = nameOf(grant);
  const having = runs.filter(({ verdict }) => verdict.grants.some((other) => nameOf(other) === withheld));
  // those that are likely to fail come first
  const inOrder = [...having].sort((one, other) => Number(other.verdict.uses(grant)) - Number(one.verdict.uses(grant)));
  for (const { trial, again } of inOrder) {
    const { failure } = await again((grants) => derive(grants).filter((other) => nameOf(other) !== withheld));
    if (failure === undefined) continue;
    if (DEFECT.test(failure)) throw new Error(`${trial.name} without ${withheld} failed of the engine itself: ${failure}`);
    return { grant, trial: trial.name, failure };
  }
  return undefined;
}

/** What the engine says where it can't go on, which is no failure of S3's. */
const DEFECT = /LocalEngineError|InternalError|InternalServiceException|NotImplemented/;
