import type { DigestedJob, DigestedStack, PlayedRun, RunDigest, UnplayedCalls } from './run-digest';

/** What decides about a run's outcome. */
export interface Decisive extends Pick<PlayedRun, 'interrupted' | 'problem'> {
  readonly stacks: readonly DigestedStack[];
  readonly jobs: readonly DigestedJob[];
  readonly unplayed: readonly UnplayedCalls[];
}

/** How a run ended, and why it failed if it did. */
export function outcomeOf(decisive: Decisive): Pick<RunDigest, 'outcome' | 'failedBecause'> {
  const reasons = reasonsOf(decisive);
  if (decisive.interrupted) return { outcome: 'interrupted', failedBecause: [] };
  return { outcome: reasons.length > 0 ? 'failed' : 'succeeded', failedBecause: reasons };
}

function reasonsOf({ problem, stacks, jobs, unplayed }: Decisive): string[] {
  const counted = jobs.filter(({ retried }) => !retried);
  const unjudged = counted.filter(isUnjudged);
  return [
    ...problem === undefined ? [] : ['the run couldn\'t go on'],
    ...some(stacks.filter(({ reason }) => reason !== undefined), 'a stack failed', 'stacks failed'),
    ...some(counted.filter(({ status }) => status === 'Failed'), 'a job failed', 'jobs failed'),
    ...some(unjudged, 'tasks failed of a job whose stack doesn\'t wait for its end', 'jobs have failed tasks whose stacks don\'t wait for their end'),
    ...unplayed.length === 0 ? [] : ['something was called that can\'t be played here'],
  ];
}

/** Whether tasks of a job failed, and no handler has judged whether these are too many. */
export function isUnjudged({ status, awaited, tasks }: DigestedJob): boolean {
  return status !== 'Failed' && awaited === false && tasks.failed > 0;
}

function some(found: readonly unknown[], one: string, several: string): string[] {
  if (found.length === 0) return [];
  return [found.length === 1 ? one : `${found.length} ${several}`];
}
