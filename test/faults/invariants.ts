import type { World } from './world';
import { parsePhysicalId } from '../../lambda/physical-id';

/** What may be wrong once nothing moves any more. */
export type Violation =
  | 'two jobs of a run ran tasks'
  | 'two generations ran tasks at once'
  | 'a job is left live that CloudFormation does not know'
  | 'a job was cancelled that CloudFormation was told of'
  | 'the answers to an event differ'
  | 'a job outlives the stack'
  | 'a failure left its job at work'
  | 'a rollback or a deletion got stuck'
  | `an exception escaped: ${string}`
  | `an unreadable reason: ${string}`;

export function violations(world: World): Violation[] {
  return [
    ...world.escaped.map((error): Violation => `an exception escaped: ${error}`),
    ...unreadableReasons(world),
    ...when(runsTwice(world), 'two jobs of a run ran tasks'),
    ...when(generationsMeet(world), 'two generations ran tasks at once'),
    ...when(leavesStray(world), 'a job is left live that CloudFormation does not know'),
    ...when(losesJob(world), 'a job was cancelled that CloudFormation was told of'),
    ...when(world.leftAtWork, 'a failure left its job at work'),
    ...when(world.stack.isStuck && !world.isKeptFromAnswering(world.stack.events.at(-1)!), 'a rollback or a deletion got stuck'),
    ...when(answersDiffer(world), 'the answers to an event differ'),
  ];
}

function when(isWrong: boolean, violation: Violation): Violation[] {
  return isWrong ? [violation] : [];
}

/** At most one job of a run may get past Preparing. */
function runsTwice({ service }: World): boolean {
  const ran = service.jobs.filter((job) => job.atWork !== undefined).map((job) => job.requestId);
  return new Set(ran).size < ran.length;
}

/** No task of a run may be at work beside one of the run before it. */
function generationsMeet({ service }: World): boolean {
  const spans = service.jobs.flatMap((job) => (job.atWork === undefined ? [] : [{ ...job.atWork, run: job.requestId }]));
  return spans.some((one) => spans.some((other) => one.run !== other.run && one.from < other.to && other.from < one.to));
}

/** Nothing lives but what CloudFormation knows, or still has to delete. */
function leavesStray({ service, stack }: World): boolean {
  return !stack.isStuck && service.liveJobs().some(({ id }) => id !== knownJob(stack.physicalId));
}

/**
 * What CloudFormation was told of stays. A stack that went back may have an earlier run, if another one's job had taken
 * the place of its job by then.
 */
function losesJob({ service, stack }: World): boolean {
  const stays = stack.isSound && /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$|^(CREATE|UPDATE)_FAILED$/.test(stack.status);
  const job = stays ? service.jobs.find(({ id }) => id === knownJob(stack.physicalId)) : undefined;
  const isOfBefore = stack.hasGoneBack && job?.requestId !== stack.lastDeployment;
  return job?.cancelledAt !== undefined && !(isOfBefore && service.jobs.some(({ previous }) => previous === stack.physicalId));
}

function knownJob(physicalId: string | undefined): string | undefined {
  const id = physicalId === undefined ? undefined : parsePhysicalId(physicalId);
  return id?.kind === 'job' ? id.jobId : undefined;
}

/**
 * All answers to an event that name a job of it name the same, for CloudFormation may read any of them; a failed update has the
 * id of before, which is of another.
 */
function answersDiffer({ stack }: World): boolean {
  return stack.events.filter(({ RequestId }) => !stack.abandoned.has(RequestId)).some((event) => {
    const before = event.RequestType === 'Create' ? undefined : event.PhysicalResourceId;
    const named = (stack.answers.get(event.RequestId) ?? [])
      .filter(({ Status, PhysicalResourceId }) => Status === 'SUCCESS' || PhysicalResourceId !== before)
      .flatMap(({ PhysicalResourceId }) => knownJob(PhysicalResourceId) ?? []);
    return new Set(named).size > 1;
  });
}

/** What failed has to be named, in words. */
function unreadableReasons({ stack }: World): Violation[] {
  return [...stack.answers.values()].flat()
    .filter(({ Status, Reason }) => Status === 'FAILED' && (!/\b(job|stack|manifest|asset)\b/.test(Reason) || /undefined|\[object|NaN/.test(Reason)))
    .map(({ Reason }): Violation => `an unreadable reason: ${Reason}`);
}
