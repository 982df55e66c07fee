import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/**
 * Makes this process live in the time of `scaledClock(origin, factor)`: dates, and the pauses of `setTimeout` from
 * `node:timers/promises`. The global `setTimeout` stays real: the AWS SDK bounds its HTTP calls with it, and those
 * take as long as they take.
 */
export function scaleTime(origin: number, factor: number): void {
  const realNow = Date.now.bind(Date);
  const now = () => Math.floor(origin + (realNow() - origin) * factor);
  // a proxy and not a subclass: dates that Node makes itself stay instances of Date
  globalThis.Date = new Proxy(Date, {
    construct: (target, args: [], newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as Date,
    apply: (target) => new target(now()).toString(),
    get: (target, property, receiver) => property === 'now' ? now : Reflect.get(target, property, receiver) as unknown,
  });
  const realDelay = timers.setTimeout;
  Object.assign(timers, {
    setTimeout: (delay = 0, ...rest: [value?: unknown, options?: object]) => realDelay(delay / factor, ...rest),
  });
  syncBuiltinESMExports();
}
