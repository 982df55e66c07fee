import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import { checkObjectLock } from './object-lock-check';
import type { RetentionOptions } from '../model/job-request';
import type { Retention } from '../store/object-state';

/** Retains each object until a date, or takes its retention away. */
export const putObjectRetention: Executor<RetentionOptions> = {
  concurrency: S3_CONCURRENCY,
  checkBucket: checkObjectLock,
  async execute(task, { Retention: retention, BypassGovernanceRetention: bypassGovernance }, { store }) {
    await store.putObjectRetention({ ...task, retention: retentionOf(retention), bypassGovernance });
    return SUCCESS;
  },
};

/** API reference, S3Retention: with neither mode nor date, the retention is removed. */
function retentionOf({ Mode, RetainUntilDate }: RetentionOptions['Retention']): Retention | undefined {
  return Mode && RetainUntilDate ? { mode: Mode, retainUntil: new Date(RetainUntilDate) } : undefined;
}
