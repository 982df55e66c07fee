import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import { checkObjectLock } from './object-lock-check';
import type { OperationOptions } from '../model/job-request';

/** Puts each object under legal hold, or takes the hold off. */
export const putObjectLegalHold: Executor<OperationOptions['S3PutObjectLegalHold']> = {
  concurrency: S3_CONCURRENCY,
  checkBucket: checkObjectLock,
  async execute(task, { LegalHold: { Status } }, { store }) {
    await store.putObjectLegalHold({ ...task, status: Status });
    return SUCCESS;
  },
};
