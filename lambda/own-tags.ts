import { createHash } from 'node:crypto';
import type { JobEvent } from './events';
import type { Tag } from '../src/private/contract';

const PREFIX = 'cdk-s3-batch-operations:';
const STACK = `${PREFIX}stack`;
const LOGICAL_ID = `${PREFIX}logical-id`;
const REQUEST = `${PREFIX}request`;
const PREVIOUS = `${PREFIX}previous`;

/** What our tags say about a job. */
export interface JobMarks {
  readonly stackId?: string;
  readonly logicalId?: string;
  /** RequestId of the event that the job was created for. */
  readonly requestId?: string;
  /** Which of the event's jobs it is: from 1, and 0 where the tags don't say. */
  readonly attempt: number;
  /** Physical id of the run that the job supersedes. */
  readonly previous?: string;
}

/** The tags that make a job ours: written with CreateJob, never changed, read to find a job whose id was never learnt. */
export function markTags(event: JobEvent, attempt: number, previous?: string): Tag[] {
  return [
    { Key: STACK, Value: event.StackId },
    { Key: LOGICAL_ID, Value: event.LogicalResourceId },
    { Key: REQUEST, Value: `${event.RequestId}/${attempt}` },
    ...(previous === undefined ? [] : [{ Key: PREVIOUS, Value: previous }]),
  ];
}

export function readMarks(tags: readonly Tag[]): JobMarks {
  const value = (key: string) => tags.find((tag) => tag.Key === key)?.Value;
  const [requestId, attempt] = value(REQUEST)?.split('/') ?? [];
  return {
    stackId: value(STACK),
    logicalId: value(LOGICAL_ID),
    requestId,
    attempt: Number(attempt) || 0,
    previous: value(PREVIOUS),
  };
}

export function isOurs(tag: Tag): boolean {
  return tag.Key.startsWith(PREFIX);
}

/**
 * ClientRequestToken: the same for every delivery of one event, and another for each of its attempts. What S3 does with a repeated token is documented only as
 * a guard, so nothing here rests on it alone.
 */
export function clientRequestToken(event: JobEvent, attempt: number): string {
  return createHash('sha256').update(JSON.stringify([event.StackId, event.LogicalResourceId, event.RequestId, attempt])).digest('hex');
}
