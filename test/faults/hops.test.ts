import { violations } from './invariants';
import { Invocation } from './invocation';
import type { MatrixVariant } from './matrix-service';
import { ENGINE_VARIANTS, VARIANTS } from './variants';
import { World, type Delivery } from './world';
import { ServiceError } from '../../lambda/job-control';
import type { WaitSpec } from '../../src/private/contract';
import { properties } from '../lambda/events';

const patient: WaitSpec = { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 };
/** A job for three invocations: the handler has 13 minutes of each. */
const HALF_AN_HOUR = { prepares: 10, works: 30 * 60, tasks: 4 };

/** Lambda, which takes every call but loses the answer to so many of each invocation's. */
class LossyLambda extends World {
  deliveries = 0;
  private readonly lost = new Map<Invocation, number>();

  constructor(variant: MatrixVariant, private readonly losses: number) {
    super(variant, [HALF_AN_HOUR]);
  }

  override deliver(delivery: Delivery): Promise<void> {
    this.deliveries++;
    return super.deliver(delivery);
  }

  override async call<T>(method: string, invocation: Invocation, apply: () => T | Promise<T>): Promise<T> {
    const result = await super.call(method, invocation, apply);
    const lost = this.lost.get(invocation) ?? 0;
    if (method === 'invoke' && lost < this.losses) {
      this.lost.set(invocation, lost + 1);
      throw new ServiceError('TimeoutError', 'no answer within 15 s');
    }
    return result;
  }
}

// one invocation, and then as many as each of the ones before calls
describe.each([['a model of S3', VARIANTS[0]], ['the local engine', ENGINE_VARIANTS[0]]])('with %s', (_service, variant) => test.each([
  ['no answer', 0, 1 + 1 + 1, 'SUCCESS'],
  ['one answer of each invocation', 1, 1 + 2 + 4, 'SUCCESS'],
  ['every answer', Infinity, 1 + 2, 'FAILED'],
])('where Lambda loses %s, a wait through three invocations has one job and one outcome', async (_, losses, deliveries, status) => {
  const world = new LossyLambda(variant, losses);
  void world.stack.create(properties({ wait: patient }));
  await world.time.untilNothingIsLeft();

  expect(violations(world)).toEqual([]);
  expect(world.service.jobs).toHaveLength(1);
  expect(world.deliveries - world.stack.events.slice(1).length).toBe(deliveries);
  expect(new Set(world.stack.answers.get(world.stack.events[0].RequestId)!.map(({ Status }) => Status))).toEqual(new Set([status]));
}));
