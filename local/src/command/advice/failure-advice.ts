import { adviceIn, adviceOf } from './advice-table';
import { CREATE_JOB_ADVICE } from './create-job-advice';
import { HEADER_ADVICE } from './header-advice';
import { JOB_ADVICE } from './job-advice';
import { LAMBDA_ADVICE } from './lambda-advice';
import { REPLICATION_ADVICE } from './replication-advice';
import { S3_ADVICE } from './s3-advice';
import { ENDPOINT_ADVICE } from './unplayed-advice';
import type { Advice } from '../digest/run-digest';

/** A function can end a task with any code when it runs elsewhere. */
const UNKNOWN: Advice = { meaning: 'Not an error that is known here.', remedy: 'See what its message says.' };

/** Of more buckets the rest is counted: columns that are mixed up make one of each object's key. */
const NAMED = 3;

/**
 * What of a task's failure to make.
 * @param missing the buckets that its job asked for and that weren't there
 */
export function taskAdvice(code: string, message: string, missing: readonly string[] = []): Advice {
  const known = [LAMBDA_ADVICE, REPLICATION_ADVICE, S3_ADVICE].find((table) => Object.hasOwn(table, code));
  const advice = known && adviceIn(known, code, message);
  return adviceOf([...HEADER_ADVICE, ...ENDPOINT_ADVICE], message) ?? (advice && namingBuckets(advice, code, missing)) ?? UNKNOWN;
}

/**
 * What to make of a job's failure as a whole.
 * @param missing the buckets that it asked for and that weren't there
 */
export function jobAdvice(code: string, reason: string, missing: readonly string[] = []): Advice {
  return namingBuckets(adviceIn(JOB_ADVICE, code, reason) ?? adviceIn(S3_ADVICE, code, reason) ?? UNKNOWN, code, missing);
}

/** What to make of the reason of a stack's failure, as far as it names an error of CreateJob: jobs tell their own. */
export function reasonAdvice(reason: string): Advice[] {
  const named = Object.keys(CREATE_JOB_ADVICE).filter((code) => new RegExp(`\\b${code}\\b`).test(reason));
  return named.map((code) => adviceIn(CREATE_JOB_ADVICE, code, reason)!);
}

/** Of a missing bucket S3 doesn't say which it is. */
function namingBuckets(advice: Advice, code: string, missing: readonly string[]): Advice {
  if (code !== 'NoSuchBucket' || missing.length === 0) return advice;
  const others = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  return { ...advice, meaning: advice.meaning.replace(/\.$/, `: ${missing.slice(0, NAMED).join(', ')}${others}.`) };
}

/** Whether there is advice of an error that a task or a job can fail of. */
export function isKnown(advice: Advice): boolean {
  return advice !== UNKNOWN;
}
