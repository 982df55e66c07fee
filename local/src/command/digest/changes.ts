import type { Callers, TracedJob } from './callers';
import { CHANGES, OPERATION_CHANGES } from './change-operations';
import type { ObjectChange } from './run-digest';
import { summedCalls } from './summed-calls';
import type { ApiCallCount } from '../../api-log';
import { CALL_ACTIONS } from '../../store/call-actions';
import { objectOfArn } from '../../store/resource-arn';

const VERSION_ACTIONS: ReadonlySet<string | undefined> = new Set(Object.values(CALL_ACTIONS).map(({ versionAction }) => versionAction));

/**
 * What calls have changed in buckets. Left out is what S3 and the handler write of their own: reports, manifests, and what
 * the handler stages.
 */
export function changesOf(calls: readonly ApiCallCount[], jobs: readonly TracedJob[], callers: Callers): ObjectChange[] {
  const succeeded = calls.filter(({ status }) => status >= 200 && status < 300);
  return summedCalls([
    ...succeeded.filter((call) => isOwn(call, callers)).flatMap((call) => changeBy(call, callers)),
    ...jobs.flatMap((job) => taskChanges(job, succeeded, callers)),
  ]);
}

/** Whether a call is what its caller is there for. */
function isOwn(call: ApiCallCount, callers: Callers): boolean {
  const job = callers.jobOf(call);
  if (!job) return callers.callerOf(call).kind !== 'handler';
  const change = OPERATION_CHANGES[job.digested.operation];
  return change !== 'nothing' && 'by' in change && change.by === call.operation;
}

function changeBy(call: ApiCallCount, callers: Callers): ObjectChange[] {
  const { operation = '', action, resource, count } = call;
  if (!Object.hasOwn(CHANGES, operation)) return [];
  const { change, ofVersion = change } = CHANGES[operation];
  const told = VERSION_ACTIONS.has(action) ? ofVersion : change;
  return [{ bucket: objectOfArn(resource).bucket, change: told, calls: count, by: callers.callerOf(call) }];
}

/** A task that was attempted again had succeeded before, whatever became of it then. */
function taskChanges({ described, digested }: TracedJob, calls: readonly ApiCallCount[], callers: Callers): ObjectChange[] {
  const { id, operation, tasks, redelivered } = digested;
  const change = OPERATION_CHANGES[operation];
  const attempts = tasks.succeeded + redelivered;
  if (change === 'nothing' || 'by' in change || attempts === 0) return [];
  const asked = calls.filter(({ jobId, action }) => jobId === id && action === 's3:InitiateReplication');
  const buckets = asked.map(({ resource }) => objectOfArn(resource).bucket);
  const by = callers.callerOf({ principal: described.RoleArn, jobId: id });
  return [{ bucket: [...new Set(buckets)].join(', '), change: change.change, calls: attempts, by }];
}
