import type { Callers } from './callers';
import type { UnplayedCalls } from './run-digest';
import type { ApiCallCount } from '../../api-log';

/** What it says that something can't be done here which the service could do. */
const NOT_PLAYED = 501;

/** The calls of jobs and functions that can't be played here: what a run that made some comes to in an account, it can't tell. */
export function unplayedCallsOf(calls: readonly ApiCallCount[], callers: Callers): UnplayedCalls[] {
  return calls.filter(({ status, principal }) => status === NOT_PLAYED && principal.startsWith('arn:')).map((call) => {
    const { action, resource, count, error } = call;
    return { by: callers.callerOf(call), action, resource, calls: count, remedy: remedyFor(error) };
  });
}

function remedyFor(error: string | undefined): string {
  return error === 'LocalEngineError'
    ? 'the object\'s bytes aren\'t here, only its metadata: fill the bucket from a folder that has them (--objects)'
    : 'try it in an account: docs/LOCAL.md says what is played here';
}
