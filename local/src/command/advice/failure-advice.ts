import { adviceIn, adviceOf } from './advice-table';
import { CREATE_JOB_ADVICE } from './create-job-advice';
import { JOB_ADVICE } from './job-advice';
import { LAMBDA_ADVICE } from './lambda-advice';
import { REPLICATION_ADVICE } from './replication-advice';
import { S3_ADVICE } from './s3-advice';
import { ENDPOINT_ADVICE } from './unplayed-advice';
import type { Advice } from '../digest/run-digest';

/** A function can end a task with any code when it runs elsewhere. */
const UNKNOWN: Advice = { meaning: 'Not an error that is known here.', remedy: 'See what its message says.' };

/** What of a task's failure to make. */
export function taskAdvice(code: string, message: string): Advice {
  const known = [LAMBDA_ADVICE, REPLICATION_ADVICE, S3_ADVICE].find((table) => Object.hasOwn(table, code));
  return adviceOf(ENDPOINT_ADVICE, message) ?? (known && adviceIn(known, code, message)) ?? UNKNOWN;
}

/** What to make of a job's failure as a whole. */
export function jobAdvice(code: string, reason: string): Advice {
  return adviceIn(JOB_ADVICE, code, reason) ?? adviceIn(S3_ADVICE, code, reason) ?? UNKNOWN;
}

/** What to make of the reason of a stack's failure, as far as it names an error of CreateJob: jobs tell their own. */
export function reasonAdvice(reason: string): Advice[] {
  const named = Object.keys(CREATE_JOB_ADVICE).filter((code) => new RegExp(`\\b${code}\\b`).test(reason));
  return named.map((code) => adviceIn(CREATE_JOB_ADVICE, code, reason)!);
}

/** Whether there is advice of an error that a task or a job can fail of. */
export function isKnown(advice: Advice): boolean {
  return advice !== UNKNOWN;
}
