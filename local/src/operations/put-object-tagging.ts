import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import type { OperationOptions } from '../model/job-request';

/** Replaces the tags of each object. */
export const putObjectTagging: Executor<OperationOptions['S3PutObjectTagging']> = {
  concurrency: S3_CONCURRENCY,
  execute: ({ bucket, key, versionId }, { TagSet: tagSet = [] }, { store }) => store.putObjectTagging({ bucket, key, versionId, tagSet }).then(succeeded),
};

function succeeded(): string {
  return SUCCESS;
}
