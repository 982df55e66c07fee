import { EVENTS, statusAfterwards, type Definition, type EventName, type Scene } from './deliveries';
import { before, cancelBySomebody, failing, forget, living, onward, showLate } from './delivery-worlds';
import { started } from './events';
import { busyWith, failingWith, type Timeline } from './timelines';
import type { WatchHint } from '../../lambda/continuation';
import { ServiceError } from '../../lambda/job-control';

/** Something that a delivery may meet. */
export interface Condition {
  readonly definition?: Definition;
  /** Makes the world be so, after the scene was set. */
  readonly apply?: (scene: Scene, name: EventName) => void;
  /** How the event is delivered; once, if that isn't said. */
  readonly deliveries?: 'again' | 'at once';
  /** What the next invocation reads in place of the hint that it was given. */
  readonly rewrite?: (hint: WatchHint) => unknown;
  /** What every failure has to say. */
  readonly reason?: RegExp;
  /** What comes of it, by event; an event that can't meet the condition isn't there. */
  readonly outcomes: Partial<Record<EventName, string>>;
}

const CALLS = ['createJob', 'describeJob', 'listJobs', 'cancelJob', 'confirmJob', 'updatePriority', 'tagsOf'];
const NOT_ASSUMABLE = failingWith('AccessDenied', 'S3 Batch Operations could not assume the role');
const BROKEN = failingWith('InvalidManifestContent', 'Required fields are missing in the schema: Key');

const FRESH: Record<EventName, string> = {
  'create': 'SUCCESS job 1 | Complete',
  'same run': 'SUCCESS job 1 | Active at 77',
  'new run': 'SUCCESS job 2 | Complete, Complete',
  'replace': 'SUCCESS job 2 | Cancelled, Complete',
  'roll back': 'SUCCESS job 1 | Complete, Cancelled',
  'delete': 'SUCCESS job 1 | Cancelled',
  'delete invented': 'SUCCESS invented | Cancelled',
  'delete unknown': 'SUCCESS unknown | Cancelled',
};
const only = (...names: EventName[]) => Object.fromEntries(EVENTS.filter((name) => names.includes(name)).map((name) => [name, FRESH[name]]));
const creating = only('create', 'new run', 'replace');

const FAILED_TASKS: Timeline = [...busyWith(4), [60, { status: 'Complete', totalTasks: 4, failedTasks: 4 }]];
const HALF_AN_HOUR: Timeline = [...busyWith(4), [30 * 60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];
const LONG_WAIT: Definition = { wait: { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 } };

/** The rules of the events, cell by cell. */
export const CONDITIONS: { readonly [name: string]: Condition } = {
  'fresh': { outcomes: FRESH },
  'retried with the same RequestId': { deliveries: 'again', outcomes: FRESH },
  // two jobs may be created before either delivery sees the other's: one is cancelled before it is prepared
  'delivered twice at once': {
    deliveries: 'at once',
    outcomes: {
      ...FRESH,
      'create': 'SUCCESS job 1 | Complete, Cancelled',
      'new run': 'SUCCESS job 2 | Complete, Complete, Cancelled',
      'replace': 'SUCCESS job 2 | Cancelled, Complete, Cancelled',
    },
  },
  'an hour late': {
    apply: ({ s3 }, name) => {
      s3.stackStatus = statusAfterwards(name);
    },
    reason: /the stack is in \w+ROLLBACK|the stack is in ROLLBACK/,
    outcomes: {
      ...FRESH,
      'create': 'FAILED none | no job',
      'new run': 'FAILED job 1 | Complete',
      'replace': 'FAILED job 1 | Active',
      'roll back': 'FAILED job 2 | Complete, Active',
    },
  },
  'an answer lost after CreateJob': {
    apply: ({ s3 }) => s3.fail('createJob', { when: 'after', error: new ServiceError('ECONNRESET', 'socket hang up') }), outcomes: creating,
  },
  'throttled, for longer than the SDK asks again': { apply: failing(CALLS, before('TooManyRequestsException', 400)), outcomes: FRESH },
  '500, for longer than the SDK asks again': { apply: failing(CALLS, before('InternalServiceException', 500)), outcomes: FRESH },
  'no connection, for longer than the SDK tries': { apply: failing(CALLS, before('ECONNRESET')), outcomes: FRESH },
  'a refusal that doesn\'t go away': {
    apply: failing(['createJob', 'updatePriority', 'cancelJob'], before('AccessDenied', 403), 1000),
    reason: /AccessDenied/,
    outcomes: {
      'create': 'FAILED none | no job',
      'same run': 'FAILED job 1 | Active',
      'new run': 'FAILED job 1 | Complete',
      'replace': 'FAILED job 1 | Active',
      'roll back': 'SUCCESS job 1 | Complete, Active',
      'delete': 'SUCCESS job 1 | Active',
      'delete invented': 'SUCCESS invented | Active',
      'delete unknown': 'SUCCESS unknown | Active',
    },
  },
  'a stack that can\'t be read at first': { apply: failing(['statusOf'], before('Throttling', 400)), outcomes: FRESH },
  'a role not yet assumable, refused': { apply: failing(['createJob'], before('AccessDenied', 403)), outcomes: creating },
  'a role not yet assumable, failing in Preparing': {
    apply: ({ s3 }) => s3.timelines.push(NOT_ASSUMABLE),
    outcomes: {
      'create': 'SUCCESS job 2 | Failed, Complete',
      'new run': 'SUCCESS job 3 | Complete, Failed, Complete',
      'replace': 'SUCCESS job 3 | Cancelled, Failed, Complete',
    },
  },
  'a job forgotten by S3': {
    apply: forget,
    reason: /job \S+ has been unknown to S3 for a minute/,
    outcomes: {
      'create': 'FAILED job 1 | no job',
      'same run': 'SUCCESS job 1 | no job',
      'new run': 'SUCCESS job 2 | Complete',
      'replace': 'SUCCESS job 2 | Complete',
      'roll back': 'SUCCESS none | Complete',
      'delete': 'SUCCESS job 1 | no job',
      'delete invented': 'SUCCESS invented | no job',
      'delete unknown': 'SUCCESS unknown | no job',
    },
  },
  'a job not yet visible': { apply: showLate, outcomes: FRESH },
  'a job already terminal': {
    apply: living([[0, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]]),
    outcomes: {
      ...only('create', 'new run'),
      'same run': 'SUCCESS job 1 | Complete',
      'roll back': 'SUCCESS job 1 | Complete, Complete',
      'delete': 'SUCCESS job 1 | Complete',
      'delete invented': 'SUCCESS invented | Complete',
      'delete unknown': 'SUCCESS unknown | Complete',
    },
  },
  'a JobStatusException': {
    apply: failing(['cancelJob', 'confirmJob', 'updatePriority'], before('JobStatusException', 400)),
    outcomes: only('same run', 'replace', 'roll back', 'delete', 'delete invented', 'delete unknown'),
  },
  'a job Suspended for a person': {
    definition: { wait: started, request: { ConfirmationRequired: true } },
    outcomes: {
      ...only('delete', 'delete invented', 'delete unknown'),
      'create': 'SUCCESS job 1 | Suspended',
      'same run': 'SUCCESS job 1 | Suspended at 77',
      'replace': 'SUCCESS job 2 | Cancelled, Suspended',
      // the first job too had waited for a person, until the second one took its place
      'roll back': 'SUCCESS job 1 | Cancelled, Cancelled',
    },
  },
  'a job Failed in Preparing': {
    apply: living(BROKEN),
    reason: /Required fields are missing/,
    outcomes: {
      'create': 'FAILED job 1 | Failed',
      'same run': 'SUCCESS job 1 | Failed',
      'new run': 'FAILED job 1 | Complete, Failed',
      'roll back': 'SUCCESS job 1 | Complete, Failed',
      'delete': 'SUCCESS job 1 | Failed',
      'delete invented': 'SUCCESS invented | Failed',
      'delete unknown': 'SUCCESS unknown | Failed',
    },
  },
  'a successor Failed in Preparing': {
    apply: onward(BROKEN), reason: /Required fields are missing/, outcomes: { replace: 'FAILED job 1 | Active, Failed' },
  },
  'a job Complete with failed tasks': {
    apply: living(FAILED_TASKS),
    reason: /4 of 4 tasks failed/,
    outcomes: { 'create': 'FAILED job 1 | Complete', 'same run': 'SUCCESS job 1 | Complete', 'new run': 'FAILED job 1 | Complete, Complete' },
  },
  'a successor Complete with failed tasks': {
    apply: onward(FAILED_TASKS), reason: /4 of 4 tasks failed/, outcomes: { replace: 'FAILED job 1 | Cancelled, Complete' },
  },
  'a job cancelled by somebody else': {
    apply: cancelBySomebody,
    reason: /(ended|is) Cancell(ed|ing)/,
    outcomes: {
      ...only('roll back', 'delete', 'delete invented', 'delete unknown'),
      'create': 'FAILED job 1 | Cancelled',
      'new run': 'FAILED job 1 | Complete, Cancelled',
      'replace': 'FAILED job 1 | Cancelled, Cancelled',
      'same run': 'SUCCESS job 1 | Cancelling at 77',
    },
  },
  'a wait across three invocations': { definition: LONG_WAIT, apply: onward(HALF_AN_HOUR), outcomes: creating },
  'a hop read by code that does not know its hint': {
    definition: LONG_WAIT, apply: onward(HALF_AN_HOUR), rewrite: (hint) => ({ ...hint, v: 99, hop: 7 }), outcomes: creating,
  },
  'a timeout of completed that fails': {
    apply: onward(busyWith(4)),
    reason: /still Active after 600 s, the timeout of `waitFor`/,
    outcomes: {
      'create': 'FAILED job 1 | Cancelled', 'new run': 'FAILED job 1 | Complete, Cancelled', 'replace': 'FAILED job 1 | Cancelled, Cancelled',
    },
  },
  'a timeout of completed that goes on': {
    definition: { wait: { until: 'completed', timeoutSeconds: 600, onTimeout: 'CONTINUE', maxFailedTasks: 0 } },
    apply: onward(busyWith(4)),
    outcomes: { 'create': 'SUCCESS job 1 | Active', 'new run': 'SUCCESS job 2 | Complete, Active', 'replace': 'SUCCESS job 2 | Cancelled, Active' },
  },
  'a timeout of started': {
    definition: { wait: started },
    apply: onward([[0, { status: 'Preparing' }]]),
    reason: /cancelled before its first task/,
    outcomes: {
      'create': 'SUCCESS job 1 | Preparing', 'new run': 'SUCCESS job 2 | Complete, Preparing', 'replace': 'FAILED job 1 | Active, Cancelled',
    },
  },
  'a cancellation that takes longer than anybody waits': {
    apply: ({ s3 }) => {
      s3.stopsWithin = Infinity;
    },
    reason: /the job before it did not stop in time/,
    outcomes: {
      'replace': 'FAILED job 1 | Cancelling, Cancelling',
      'roll back': 'SUCCESS job 1 | Complete, Cancelling',
      'delete': 'SUCCESS job 1 | Cancelling',
      'delete invented': 'SUCCESS invented | Cancelling',
      'delete unknown': 'SUCCESS unknown | Cancelling',
    },
  },
};
