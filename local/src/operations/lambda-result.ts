import { schemaOf } from './lambda-payload';
import { TaskFailure } from './task-failure';
import type { LambdaInvokeOptions } from '../model/job-request';

/** How a function says that a task ended. */
type ResultCode = 'Succeeded' | 'TemporaryFailure' | 'PermanentFailure';

const RESULT_CODES: readonly unknown[] = ['Succeeded', 'TemporaryFailure', 'PermanentFailure'] satisfies ResultCode[];

/** What is expected of a function's answer; it may hold anything. */
export interface Answer {
  readonly invocationSchemaVersion?: unknown;
  readonly treatMissingKeysAs?: unknown;
  readonly results: readonly Result[];
}

interface Result {
  readonly taskId?: unknown;
  readonly resultCode?: unknown;
  readonly resultString?: unknown;
}

/**
 * The message for a task that a function's answer says succeeded; a {@link TaskFailure} for any other.
 * S3 User Guide, "Invoke AWS Lambda function", response.
 */
export function resultIn(answer: Answer, taskId: string, options: LambdaInvokeOptions): string {
  const schema = schemaOf(options);
  const { resultCode, resultString } = answer.invocationSchemaVersion === schema
    ? resultFor(taskId, answer)
    : missing(answer, `the answer's invocationSchemaVersion must be ${schema}, got: ${JSON.stringify(answer.invocationSchemaVersion)}`);
  if (resultCode === 'Succeeded') return resultString;
  throw new TaskFailure(200, resultCode, resultString, resultCode === 'TemporaryFailure');
}

/** A function's answer, about all tasks of its invocation. */
export function answerIn(payload: string): Answer {
  try {
    const answer = JSON.parse(payload) as Answer | null;
    // one so deep that no message could quote it is none
    JSON.stringify(answer);
    if (answer !== null && Array.isArray(answer.results)) return answer;
  } catch {
    // said below, in the service's words
  }
  throw new TaskFailure(200, 'PermanentFailure', 'Invalid JSON returned in Lambda payload');
}

function resultFor(taskId: string, answer: Answer) {
  const result = answer.results.find((candidate) => candidate?.taskId === taskId);
  if (!result) return missing(answer, `the answer has no result with the taskId ${taskId}`);
  if (!isResultCode(result.resultCode)) {
    return missing(answer, `the resultCode must be one of ${RESULT_CODES.join(', ')}, got: ${JSON.stringify(result.resultCode)}`);
  }
  return { resultCode: result.resultCode, resultString: textOf(result.resultString) };
}

/** A task that the answer doesn't speak of, which the answer may say how to take. */
function missing({ treatMissingKeysAs }: Answer, reason: string) {
  return { resultCode: isResultCode(treatMissingKeysAs) ? treatMissingKeysAs : 'TemporaryFailure' as const, resultString: reason };
}

function isResultCode(value: unknown): value is ResultCode {
  return RESULT_CODES.includes(value);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
