import { createHash } from 'node:crypto';
import { DISRUPTIONS, type Encounter } from './fault';
import { ASSET, type JobCourse } from './matrix-service';
import type { Stack } from './stack';
import type { JobProperties, JobRequest, WaitSpec } from '../../src/private/contract';
import { completed, onManifest, properties, request, taggingWith } from '../lambda/events';

/** What somebody does to a stack, and which of its events meets the fault. */
export interface Scenario {
  readonly name: string;
  /** What becomes of its jobs, in the order of their creation; the last one also of those after it. */
  readonly courses: readonly JobCourse[];
  /** Which of the events meets the fault, from 1. */
  readonly target: number;
  /** What may happen around that event. */
  readonly encounters: readonly Encounter[];
  /** Whether the job of that event is held back before its first task, for longer than the handler looks for others. */
  readonly isHeld: boolean;
  /** Whether that event writes the manifest of its job. */
  readonly isStaged?: true;
  play(stack: Stack): Promise<void>;
}

const busy: JobCourse = { prepares: 10, works: Infinity, tasks: 4 };
const short: JobCourse = { prepares: 10, works: 30, tasks: 4 };
const noObjects: JobCourse = { prepares: 10, failure: 'Manifest generation found no keys matching the filter criteria', works: 0, tasks: 0 };
const notAssumable: JobCourse = { prepares: 10, failure: 'S3 Batch Operations could not assume the role', works: 0, tasks: 0 };

const changed = (overrides: Parameters<typeof properties>[0] = {}) => properties({ request: taggingWith('frozen'), ...overrides });
const patient: WaitSpec = { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 };
const everything = [...DISRUPTIONS, 'killed while a sibling fails', 'a duplicate'] as const;

function staged(): JobRequest {
  const { Manifest, ...rest } = onManifest();
  const Sha256 = createHash('sha256').update(ASSET).digest('hex');
  const $staged = { AssetBucket: 'assets', AssetKey: 'rows.csv', Sha256, Bucket: 'objects', ObjectArn: 'arn:aws:s3:::staging/x.csv' };
  return { ...rest, Manifest: { ...Manifest!, Location: { $staged } } };
}

function creation(name: string, made: JobProperties, ...courses: JobCourse[]): Scenario {
  return { name: `create${name}`, courses, play: (stack) => stack.create(made), target: 1, encounters: everything, isHeld: made.MaxObjects !== undefined };
}

function updating(name: string, from: JobProperties, to: JobProperties, ...courses: JobCourse[]): Scenario {
  return {
    name: `update ${name}`,
    courses,
    play: async (stack) => {
      await stack.create(from);
      await stack.update(to);
    },
    target: 2,
    encounters: everything,
    isHeld: name.startsWith('that replaces'),
  };
}

export const SCENARIOS: readonly Scenario[] = [
  creation('', properties(), busy),
  creation(' until completed', properties({ wait: completed }), short),
  creation(' with maxObjects', properties({ MaxObjects: '4' }), busy),
  creation(' with a manifest', properties({ request: onManifest() }), busy),
  { ...creation(' with staged rows', properties({ request: staged() }), busy), isStaged: true },
  creation(', role not assumable yet', properties(), notAssumable, busy),
  creation(' through two invocations', properties({ wait: patient }), { prepares: 10, works: 850, tasks: 4 }),
  updating('of the same run', properties(), properties({ request: { ...request, Priority: 77 }, Tags: [{ Key: 'team', Value: 'a' }] }), busy),
  updating('to a new run', properties({ wait: completed }), changed(), short, busy),
  updating('that replaces a live job', properties(), changed(), busy, busy),
  updating('that replaces one, with maxObjects', properties(), changed({ MaxObjects: '4' }), busy, busy),
  updating('that replaces one, finding no objects', properties(), changed({ OnNoObjects: 'SUCCEED' }), busy, noObjects),
  {
    name: 'update back to the definition before',
    courses: [short, busy],
    play: async (stack) => {
      await stack.create(properties());
      await stack.update(changed());
      await stack.update(properties());
    },
    target: 4,
    encounters: everything,
    isHeld: true,
  },
  {
    name: 'rollback of a new run under another runOn',
    courses: [busy],
    play: async (stack) => {
      await stack.create(properties({ RunId: '1', RunOn: 'RUN_ID' }));
      await stack.update(changed({ RunId: '1' }), 100);
    },
    target: 3,
    encounters: ['a duplicate'],
    isHeld: false,
  },
  {
    name: 'rollback of a new run',
    courses: [busy],
    play: async (stack) => {
      await stack.create(properties());
      await stack.update(changed(), 100);
    },
    target: 3,
    encounters: ['a duplicate'],
    isHeld: false,
  },
  {
    name: 'delete in cleanup',
    courses: [busy],
    play: async (stack) => {
      await stack.create(properties());
      await stack.update(changed());
    },
    target: 3,
    encounters: ['a duplicate'],
    isHeld: false,
  },
  {
    name: 'delete of an invented id',
    courses: [busy],
    play: (stack) => stack.create(properties(), 12),
    target: 2,
    encounters: ['a duplicate'],
    isHeld: false,
  },
  {
    name: 'delete of the stack',
    courses: [busy],
    play: async (stack) => {
      await stack.create(properties());
      await stack.delete();
    },
    target: 2,
    encounters: ['a duplicate'],
    isHeld: false,
  },
];
