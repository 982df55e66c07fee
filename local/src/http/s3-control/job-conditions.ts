import type { Job } from '../../engine/job';
import type { ConditionContext } from '../../policy/condition';
import type { Tag } from '../../store/object-store';

// Service Authorization Reference, Amazon S3: which condition keys each action has. Those that name an operation
// (s3:RequestJobOperation, s3:ExistingJobOperation) aren't here, since how they spell it isn't documented; nor is
// aws:TagKeys, which is a set.

/** What a call says of the tags that it gives a job. */
export function requestedTags(tags: readonly Tag[] = []): ConditionContext {
  return { 'aws:RequestTag/*': undefined, ...tagsAs('aws:RequestTag', tags) };
}

/** What a call says of the priority that it gives a job. */
export function requestedPriority(priority: number): ConditionContext {
  return { 's3:RequestJobPriority': String(priority) };
}

/** What is known of the job that a call names; of none, that it has none of this. */
export function existingJob(job: Pick<Job, 'tags' | 'priority' | 'status'> | undefined): ConditionContext {
  return {
    'aws:ResourceTag/*': undefined,
    ...tagsAs('aws:ResourceTag', job?.tags ?? []),
    's3:ExistingJobPriority': job && String(job.priority),
    's3:JobSuspendedCause': job?.status === 'Suspended' ? 'AWAITING_CONFIRMATION' : undefined,
  };
}

function tagsAs(key: string, tags: readonly Tag[]): ConditionContext {
  return Object.fromEntries(tags.map(({ Key, Value }) => [`${key}/${Key}`, Value]));
}
