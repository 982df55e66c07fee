import { Callers } from './callers';
import { changesOf } from './changes';
import { deniedCallsOf } from './denied-calls';
import { tracedJobs } from './digested-jobs';
import { outcomeOf } from './outcome';
import type { DigestedCloud, DigestedStack, DigestedUnknown, PlayedRun, RunDigest } from './run-digest';
import { unplayedCallsOf } from './unplayed-calls';
import { NOT_EVALUATED } from '../../policy/not-evaluated';
import type { StackResult } from '../../stacks/stacks';
import { UNKNOWNS } from '../../unknowns';
import { reasonAdvice } from '../advice/failure-advice';

/** What became of a run, once it is over. */
export async function digestOf(cloud: DigestedCloud, played: PlayedRun): Promise<RunDigest> {
  const record = await cloud.deploymentRecord();
  const calls = await cloud.callCounts();
  const traced = await tracedJobs(cloud, played, { asked: record.askedJobs, calls });
  const callers = new Callers(traced, record);
  const jobs = traced.map(({ digested }) => digested);
  const stacks = stacksOf(played);
  const unplayed = unplayedCallsOf(calls, callers);
  return {
    ...outcomeOf({ ...played, stacks, jobs, unplayed }),
    ...(played.problem !== undefined && { problem: played.problem }),
    deployments: played.deployments.map(({ assembly, createJobCalls }) => ({ assembly, createJobCalls })),
    stacks,
    jobs,
    shown: played.shown,
    changed: changesOf(calls, traced, callers),
    denied: deniedCallsOf(calls, callers),
    unplayed,
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
