import type { Task } from './manifest';
import { invalidContent } from './manifest-error';
import type { OperationName } from '../model/job-request';
import type { Choices } from '../unknowns';

/** Refuses a task whose bucket can't stand in the same manifest as those of the tasks before it. */
export type BucketRule = (task: Task) => void;

/**
 * The operations whose objects must all be in one bucket. S3 User Guide, "Copy objects", "S3 Object Lock retention" and
 * "S3 Object Lock legal hold".
 */
const OF_ONE_BUCKET: readonly OperationName[] = ['S3PutObjectCopy', 'S3PutObjectRetention', 'S3PutObjectLegalHold'];

/** The rule for the buckets of an operation's manifest. */
export function bucketRuleOf(operation: OperationName, unknowns: Choices): BucketRule {
  let first: string | undefined;
  return ({ bucket }) => {
    first ??= bucket;
    if (bucket === first) return;
    if (OF_ONE_BUCKET.includes(operation) || unknowns.manifestOfManyBuckets === 'no') {
      throw invalidContent(`The objects of the manifest are in more than one bucket: ${first}, ${bucket}`);
    }
  };
}
