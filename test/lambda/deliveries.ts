import { decide } from './deciding';
import { completed, createEvent, deleteEvent, properties, request, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { readHint, type WatchHint } from '../../lambda/continuation';
import type { Answer, JobEvent } from '../../lambda/events';
import { decide as decideOrHandOver } from '../../lambda/lifecycle';
import type { Services } from '../../lambda/services';
import type { JobProperties, JobRequest, WaitSpec } from '../../src/private/contract';

/** An event of each kind, by what the handler has to do for it. */
export const EVENTS = ['create', 'same run', 'new run', 'replace', 'roll back', 'delete', 'delete invented', 'delete unknown'] as const;
export type EventName = typeof EVENTS[number];

/** How the jobs are to be defined, and what is waited for. */
export interface Definition {
  readonly wait?: WaitSpec;
  readonly request?: Partial<JobRequest>;
}

/** A stack in the middle of an operation, with the jobs of before, and the event that comes next. */
export interface Scene {
  readonly s3: FakeService;
  readonly event: JobEvent;
}

const ROLLED_BACK = { 'create': 'ROLLBACK_COMPLETE', 'roll back': 'UPDATE_ROLLBACK_FAILED', 'delete invented': 'ROLLBACK_COMPLETE' };
/** What the stack is in an hour later, when nobody waits for the event any more. */
export const statusAfterwards = (name: EventName): string => ROLLED_BACK[name as keyof typeof ROLLED_BACK] ?? 'UPDATE_ROLLBACK_COMPLETE';

const WHILE: { readonly [name in EventName]: string } = {
  'create': 'CREATE_IN_PROGRESS',
  'same run': 'UPDATE_IN_PROGRESS',
  'new run': 'UPDATE_IN_PROGRESS',
  'replace': 'UPDATE_IN_PROGRESS',
  'roll back': 'UPDATE_ROLLBACK_IN_PROGRESS',
  'delete': 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'delete invented': 'ROLLBACK_IN_PROGRESS',
  'delete unknown': 'ROLLBACK_IN_PROGRESS',
};

/** The first job, which has ended before a new run and is busy before anything else; and the second one before a rollback. */
export async function sceneOf(name: EventName, { wait = completed, request: asked = {} }: Definition): Promise<Scene> {
  const s3 = new FakeService();
  const defined = (tag: string): JobProperties => properties({ request: { ...taggingWith(tag), ...asked }, wait });
  const priorTo = (tag: string): JobProperties => properties({ request: { ...taggingWith(tag), ...asked } });
  const end = (event: JobEvent): Scene => {
    s3.stackStatus = WHILE[name];
    s3.clock.startInvocation();
    s3.calls.length = 0;
    return { s3, event };
  };
  if (name === 'create') {
    return end(createEvent(defined('cold')));
  }
  const endsBefore = name === 'new run' || name === 'roll back';
  s3.timelines.push(endsBefore ? [...busyWith(4), [60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]] : busyWith(4));
  const { physicalId } = await decide(createEvent(priorTo('cold')), s3.services);
  s3.clock.time += 120_000;
  s3.clock.startInvocation();
  switch (name) {
    case 'same run': {
      const cheaper = { ...request, ...asked, Priority: 77 };
      return end(updateEvent(physicalId, priorTo('cold'), properties({ request: cheaper, wait })));
    }
    case 'new run':
    case 'replace': return end(updateEvent(physicalId, priorTo('cold'), defined('frozen')));
    case 'roll back': {
      s3.stackStatus = 'UPDATE_IN_PROGRESS';
      s3.timelines.push(busyWith(4));
      const abandoned = await decide(updateEvent(physicalId, priorTo('cold'), priorTo('frozen'), 'abandoned'), s3.services);
      return end(updateEvent(abandoned.physicalId, priorTo('frozen'), priorTo('cold'), 'rollback'));
    }
    case 'delete': return end(deleteEvent(physicalId));
    case 'delete invented': return end(deleteEvent('app-Job-1A2B3C4D5E6F'));
    case 'delete unknown': return end(deleteEvent('unknown/create-1'));
  }
}

/** Delivers the event, and again with the hint of each invocation that hands over, as Lambda would. */
export async function deliver(
  { s3, event }: Scene, services: Services, rewrite: (hint: WatchHint) => unknown = (hint) => hint, watch?: unknown,
): Promise<Answer> {
  const next = { ...services.next, ...readHint(watch, event, s3.clock.now()) };
  const answer = await decideOrHandOver(event, { ...services, next });
  if (answer !== 'handed over') {
    return answer;
  }
  s3.clock.startInvocation();
  return deliver({ s3, event }, services, rewrite, rewrite(s3.hops[s3.hops.length - 1]));
}

/** What all came to, in a line: the answers, each once, with the job that their ids name; then the state of each job there is, and its priority if that was changed. */
export function summary(answers: readonly Answer[], { s3 }: Scene): string {
  const told = answers.map(({ status, physicalId }) => `${status} ${nameOf(physicalId)}`);
  const states = s3.jobs.map(({ id, priority }) => `${s3.status(id)}${priority === request.Priority ? '' : ` at ${priority}`}`);
  return `${[...new Set(told)].join(' & ')} | ${states.join(', ') || 'no job'}`;
}

function nameOf(physicalId: string): string {
  const [name] = physicalId.split('/');
  return /^0+-/.test(name) ? `job ${Number(name.slice(-4))}` : physicalId.includes('/') ? name : 'invented';
}
