import { Callers } from './callers';
import { changesOf } from './changes';
import { ConstructNames } from './construct-names';
import { deniedCallsOf } from './denied-calls';
import { tracedJobs } from './digested-jobs';
import type { DigestedCloud, DigestedJob, DigestedStack, DigestedUnknown, PlayedRun, RunDigest } from './run-digest';
import { NOT_EVALUATED } from '../../policy/not-evaluated';
import type { StackResult } from '../../stacks/stacks';
import { UNKNOWNS } from '../../unknowns';
import { reasonAdvice } from '../advice/failure-advice';

export type { DigestedJob, PlayedRun, RunDigest } from './run-digest';

/** What became of a run, once it is over. */
export async function digestOf(cloud: DigestedCloud, played: PlayedRun): Promise<RunDigest> {
  const names = new ConstructNames(played.deployments.map(({ assembly }) => assembly));
  const traced = await tracedJobs(cloud, played, names);
  const calls = await cloud.callCounts();
  const callers = new Callers(traced, names, calls);
  const jobs = traced.map(({ digested }) => digested);
  const stacks = stacksOf(played);
  return {
    outcome: outcomeOf(played, stacks, jobs),
    ...(played.problem !== undefined && { problem: played.problem }),
    deployments: played.deployments.map(({ assembly, createJobCalls }) => ({ assembly, createJobCalls })),
    stacks,
    jobs,
    shown: played.shown,
    changed: changesOf(calls, callers),
    denied: deniedCallsOf(calls, callers, jobs),
    notEvaluated: NOT_EVALUATED,
    unknowns: inOrder(await cloud.metUnknowns()),
    clockFactor: played.clockFactor,
  };
}

/** In which order questions are met, two runs may differ. */
function inOrder(met: readonly DigestedUnknown[]): DigestedUnknown[] {
  const order = Object.keys(UNKNOWNS);
  return [...met].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

function stacksOf({ deployments, deleted }: PlayedRun): DigestedStack[] {
  return [
    ...deployments.flatMap(({ assembly, results }) => results.map((result) => ({ ...stackOf(result), operation: 'deploy' as const, assembly }))),
    ...deleted.map((result) => ({ ...stackOf(result), operation: 'delete' as const })),
  ];
}

function stackOf({ stackName, status, reason }: StackResult): Omit<DigestedStack, 'operation'> {
  return { name: stackName, status, ...(reason !== undefined && { reason }), advice: reason === undefined ? [] : reasonAdvice(reason) };
}

function outcomeOf({ interrupted, problem }: PlayedRun, stacks: readonly DigestedStack[], jobs: readonly DigestedJob[]): RunDigest['outcome'] {
  if (interrupted) return 'interrupted';
  const hasFailed = problem !== undefined || stacks.some(({ reason }) => reason !== undefined) || jobs.some(({ status, retried }) => status === 'Failed' && !retried);
  return hasFailed ? 'failed' : 'succeeded';
}
