import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import type { OperationOptions } from '../model/job-request';

/** Replaces the tags of each object. */
export const putObjectTagging: Executor<OperationOptions['S3PutObjectTagging']> = {
  concurrency: S3_CONCURRENCY,
  async execute({ bucket, key, versionId }, { TagSet = [] }, { store }) {
    await store.putObjectTagging({ bucket, key, versionId, tagSet: TagSet });
    return SUCCESS;
  },
};
