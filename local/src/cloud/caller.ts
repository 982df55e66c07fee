import { isJsonObject } from '../assembly/template';
import type { ApiRequest } from '../http/server';
import type { AnyInvocation, Invocation } from '../runner/invocation';

/**
 * Whether a request may be of this invocation: signed with the key of its role, or sent, by nobody in particular, to the
 * URL that its event says to answer at.
 */
export function maySend({ principal, event }: Invocation, { accessKeyId, path }: ApiRequest): boolean {
  if (accessKeyId !== undefined) return accessKeyId === principal.accessKeyId;
  return isJsonObject(event) && typeof event.ResponseURL === 'string' && event.ResponseURL.endsWith(path);
}

/** Whether an invocation is for tasks of this job. S3 User Guide, "Invoke AWS Lambda function". */
export function isForJob({ event }: Pick<AnyInvocation, 'event'>, jobId: string): boolean {
  return isJsonObject(event) && isJsonObject(event.job) && event.job.id === jobId;
}
