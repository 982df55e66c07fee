import { type Executor, SUCCESS } from './executor';
import type { OperationOptions } from '../model/job-request';

/** Replaces the tags of each object. */
export const putObjectTagging: Executor<OperationOptions['S3PutObjectTagging']> = {
  async execute(task, { TagSet = [] }, store) {
    await store.putObjectTagging({ ...task, tagSet: TagSet });
    return SUCCESS;
  },
};
