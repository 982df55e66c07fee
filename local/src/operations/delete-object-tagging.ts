import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import type { OperationOptions } from '../model/job-request';

/** Takes all tags of each object away. */
export const deleteObjectTagging: Executor<OperationOptions['S3DeleteObjectTagging']> = {
  concurrency: S3_CONCURRENCY,
  async execute(task, _options, { store }) {
    await store.deleteObjectTagging(task);
    return SUCCESS;
  },
};
