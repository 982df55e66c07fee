import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import type { OperationOptions } from '../model/job-request';

/**
 * Begins to restore each archived object: the task is done when S3 has accepted it, not when the object is restored.
 * S3 User Guide, "Restore objects".
 */
export const initiateRestoreObject: Executor<OperationOptions['S3InitiateRestoreObject']> = {
  concurrency: S3_CONCURRENCY,
  async execute(task, { ExpirationInDays, GlacierJobTier }, { store }) {
    await store.restoreObject({ ...task, days: ExpirationInDays, tier: GlacierJobTier === 'BULK' ? 'Bulk' : 'Standard' });
    return SUCCESS;
  },
};
