import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import type { InvocationResult } from './invocation';

/** An answer of HTTP, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A function's error as Lambda has it. Lambda developer guide, "Function errors in Node.js"; that of Python has a `stackTrace`. */
const ERROR_MEMBERS = ['errorType', 'errorMessage', 'trace', 'stackTrace', 'requestId', 'cause'];

/** How the runtime interface emulator tells of a timeout: as the function's answer. */
const TIMED_OUT = /^Task timed out after [\d.]+ seconds$/;

/** As much of a text as a report or an event can show. */
const SHOWN_LENGTH = 300;

/** What Invoke's answer says of an invocation. Lambda API reference, Invoke. */
export function resultIn({ status, headers, body }: HttpAnswer, url: string): InvocationResult {
  if (status === 429) return { outcome: 'throttled' };
  // the emulator answers 502 when the function's process ends, and tells of no error in a header
  if (headers['x-amz-function-error'] !== undefined || isFunctionError(body)) return { outcome: 'functionError', payload: body };
  if (status === 404) return { outcome: 'unreachable', why: `${url} knows no such function: ${messageIn(body)}` };
  if (status !== 200) return { outcome: 'refused', status, code: codeOf(status, headers), message: `${url} answered ${status}: ${messageIn(body)}` };
  if (TIMED_OUT.test(body)) return { outcome: 'timedOut' };
  // no function's answer is empty: at least it is `null`
  return body === '' ? { outcome: 'died', ending: `an empty answer of ${url}` } : { outcome: 'returned', payload: body };
}

function isFunctionError(body: string): boolean {
  const { errorMessage, ...others } = membersOf(body);
  return typeof errorMessage === 'string' && Object.keys(others).every((name) => ERROR_MEMBERS.includes(name));
}

function codeOf(status: number, headers: IncomingHttpHeaders): string {
  const [named] = [headers['x-amzn-errortype']].flat();
  return named?.split(':')[0] ?? (STATUS_CODES[status] ?? String(status)).replaceAll(/\W/g, '');
}

function messageIn(body: string): string {
  const { Message, message } = membersOf(body);
  const text = [Message, message].find((member) => typeof member === 'string') as string | undefined ?? body.trim();
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text || 'it says no more';
}

function membersOf(body: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    // a text or a page says as much as it says
    return {};
  }
}
