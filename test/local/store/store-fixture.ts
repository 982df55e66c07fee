import type { BucketConfiguration } from '../../../local/src/store/object-state';
import { FakeClock } from '../fake-clock';
import { surroundings } from '../surroundings';

/** What a moment is counted from in these tests. */
export const START = '2026-11-01T12:00:00.000Z';

/** A date so many days after the start. */
export function inDays(days: number): Date {
  return new Date(Date.parse(START) + days * 86_400_000);
}

/** A store with one bucket, `box`, that is like this, beside `logs` and `reports`; nobody's policies are asked. */
export function storeWith(configuration: BucketConfiguration = {}) {
  const clock = new FakeClock(START);
  const { store, log, principals } = surroundings(clock);
  store.createBucket('box', configuration);
  return { clock, store, log, principals, s3: store.asOwner() };
}

/** The error of a call that S3 refuses. */
export function refusal(status: number, code: string, message = '') {
  return { name: 'S3Error', status, code, message: expect.stringContaining(message) as string };
}
