import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import type { NagPackSuppression, NagSuppressions } from 'cdk-nag';
import { BatchJobHandler, type BatchJob } from '../../src';

const README = join(__dirname, '..', '..', 'README.md');

/** What of cdk-nag the README's snippet uses. */
export type Suppressions = Pick<typeof NagSuppressions, 'addResourceSuppressions'>;

/** The suppressions that the README's snippet makes, each list with the construct it is for. */
export interface Acknowledged {
  readonly handler: NagPackSuppression[];
  readonly job: NagPackSuppression[];
}

/** Runs the README's snippet in the constructor of a stack, for a job of it. */
export function acknowledgeAsReadme(stack: Stack, job: BatchJob, suppressions: Suppressions): void {
  const [snippet, ...others] = [...readFileSync(README, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code]) => code)
    .filter((code) => code.includes('NagSuppressions'));
  expect(others).toEqual([]);
  new Function('NagSuppressions', 'BatchJobHandler', 'job', snippet).call(stack, suppressions, BatchJobHandler, job);
}

/** What the README's snippet makes for a job of a stack. */
export function acknowledgedIn(stack: Stack, job: BatchJob): Acknowledged {
  const made = new Map<unknown, NagPackSuppression[]>();
  acknowledgeAsReadme(stack, job, {
    addResourceSuppressions: (construct, list, applyToChildren) => {
      expect(applyToChildren).toBe(true);
      made.set(construct, list);
    },
  });
  const handler = BatchJobHandler.getOrCreate(stack);
  expect([...made.keys()]).toEqual([handler, job]);
  return { handler: made.get(handler)!, job: made.get(job)! };
}
