import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ACTIVE_JOBS } from './limits';
import { manyCompleted, type Warning } from './warnings';

/** How many jobs of each stack are waited for until they have completed. */
const counts = new WeakMap<Stack, number>();

/** Counts one more such job; warns at the first that S3 won't run beside the others. */
export function countCompleted(job: IConstruct): Warning[] {
  const stack = Stack.of(job);
  const count = (counts.get(stack) ?? 0) + 1;
  counts.set(stack, count);
  return count === ACTIVE_JOBS + 1 ? [manyCompleted(ACTIVE_JOBS)] : [];
}
