import * as fc from 'fast-check';
import { DISRUPTIONS, MISHAPS, type Fault } from './fault';
import { violations } from './invariants';
import type { JobCourse } from './matrix-service';
import { LAGS_WITHIN_A_LOOK } from './variants';
import { World } from './world';
import type { JobProperties } from '../../src/private/contract';
import { properties, request, taggingWith } from '../lambda/events';

const RUNS = 400;

/** What somebody does: deploys one of three definitions, one of them also with another priority, or deletes the stack. */
type Step = { readonly deploy: number; readonly fault?: Fault; readonly meets: 0 | 1 | 2; readonly siblingFails?: number } | 'delete';

const DEFINITIONS: readonly JobProperties[] = [
  properties(),
  properties({ request: { ...request, Priority: 77 } }),
  properties({ request: taggingWith('frozen') }),
  properties({ request: taggingWith('icy'), MaxObjects: '4' }),
];

/** Which definitions are of the same run. */
const RUN_OF = [0, 0, 1, 2];

const courses = fc.array(fc.constantFrom<JobCourse>(
  { prepares: 10, works: Infinity, tasks: 4 },
  { prepares: 10, works: 30, tasks: 4 },
  { prepares: 10, works: 0, tasks: 0, failure: 'the manifest could not be read' },
  { prepares: 10, works: 0, tasks: 0, failure: 'S3 Batch Operations could not assume the role' },
), { minLength: 1, maxLength: 8 });

const fault = fc.record<Fault>({ kind: fc.constantFrom(...MISHAPS, ...DISRUPTIONS, 'killed while a sibling fails' as const, 'a duplicate' as const), at: fc.nat(25), isSlow: fc.boolean() });

const deployment: fc.Arbitrary<Step> = fc.record({
  deploy: fc.nat(DEFINITIONS.length - 1),
  fault: fc.option(fault, { nil: undefined }),
  // the event itself, its rollback or its cleanup
  meets: fc.constantFrom(0, 1, 2),
  siblingFails: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined, freq: 4 }),
});

const step = fc.oneof({ weight: 5, arbitrary: deployment }, { weight: 1, arbitrary: fc.constant<Step>('delete') });
const variant = fc.constantFrom(...LAGS_WITHIN_A_LOOK);

/** Takes one step, and deletes what it leaves neither complete nor rolled back, as people do. */
async function take(current: Step, world: World, faults: (Fault | undefined)[]): Promise<void> {
  const { stack } = world;
  const isGone = stack.physicalId === undefined;
  let done: Promise<void>;
  if (current === 'delete') {
    done = isGone ? Promise.resolve() : stack.delete();
  } else {
    faults[stack.events.length + current.meets] = current.fault;
    const made = DEFINITIONS[current.deploy];
    done = isGone ? stack.create(made, current.siblingFails) : stack.update(made, current.siblingFails);
  }
  await world.time.untilNothingIsLeft();
  await done;
  faults.length = 0;
  if (/FAILED$/.test(stack.status)) {
    const deleted = stack.delete();
    await world.time.untilNothingIsLeft();
    await deleted;
  }
}

test(`any ${RUNS} sequences of deployments and faults leave at most one live job, the one that the stack has`, async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 6 });
  await fc.assert(fc.asyncProperty(variant, courses, steps, async (service, made, taken) => {
    const faults: (Fault | undefined)[] = [];
    const world = new World(service, made, faults);
    for (const current of taken) {
      await take(current, world, faults);
      expect(violations(world)).toEqual([]);
      expect(world.service.liveJobs().length).toBeLessThanOrEqual(world.stack.physicalId === undefined ? 0 : 1);
    }
  }), { numRuns: RUNS });
});

test(`what was rolled back starts a new run when it is deployed again, and none while it is rolled back: ${RUNS} sequences`, async () => {
  const others = fc.constantFrom(...DEFINITIONS.keys()).filter((index) => RUN_OF[index] !== RUN_OF[0]);
  await fc.assert(fc.asyncProperty(variant, fc.array(step, { maxLength: 3 }), fc.nat(60), others, async (service, taken, siblingFails, other) => {
    const faults: (Fault | undefined)[] = [];
    const world = new World(service, [{ prepares: 10, works: Infinity, tasks: 4 }], faults);
    // once more, should the first attempt have met a stack that had to be deleted
    for (const current of [...taken, { deploy: 0, meets: 0 } as const, { deploy: 0, meets: 0 } as const]) {
      await take(current, world, faults);
    }

    await take({ deploy: other, meets: 0, siblingFails }, world, faults);
    expect(world.stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const rollback = world.stack.lastDeployment;
    expect(world.service.jobs.filter(({ requestId }) => requestId === rollback)).toEqual([]);

    const before = world.service.jobs.length;
    await take({ deploy: other, meets: 0 }, world, faults);
    expect([world.stack.status, world.service.jobs.length]).toEqual(['UPDATE_COMPLETE', before + 1]);
    expect(violations(world)).toEqual([]);
  }), { numRuns: RUNS });
});
