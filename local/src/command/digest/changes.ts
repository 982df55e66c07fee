import type { Callers, TracedJob } from './callers';
import { CHANGES, OPERATION_CHANGES } from './change-actions';
import type { Caller, ObjectChange } from './run-digest';
import type { ApiCallCount } from '../../api-log';
import { bucketNameOf, objectOfArn } from '../../store/resource-arn';

/**
 * What calls have changed in buckets. Left out is what S3 and the handler write of their own: reports, manifests, and what
 * the handler stages.
 */
export function changesOf(calls: readonly ApiCallCount[], callers: Callers): ObjectChange[] {
  const succeeded = calls.filter(({ status }) => status >= 200 && status < 300);
  const principals = [...new Set(succeeded.map(({ principal }) => principal))];
  return summed(principals.flatMap((principal) => {
    const by = callers.callerOf(principal);
    const own = succeeded.filter((call) => call.principal === principal);
    switch (by.kind) {
      case 'job': return jobChanges(callers.jobsAs(principal), own, by);
      case 'handler': return [];
      default: return own.flatMap((call) => changeBy(call, by));
    }
  }));
}

/** A role's calls are told of once, however many jobs run as it; what only their tasks tell, of each. */
function jobChanges(jobs: readonly TracedJob[], calls: readonly ApiCallCount[], by: Caller): ObjectChange[] {
  const operations = jobs.map(({ digested: { operation } }) => OPERATION_CHANGES[operation]);
  const actions = new Set(operations.flatMap((change) => change !== 'nothing' && 'actions' in change ? change.actions : []));
  return [
    ...calls.filter(({ action }) => actions.has(action)).flatMap((call) => changeBy(call, by)),
    ...jobs.flatMap((job) => taskChanges(job, calls, by)),
  ];
}

function taskChanges({ described, digested: { operation, tasks } }: TracedJob, calls: readonly ApiCallCount[], by: Caller): ObjectChange[] {
  const change = OPERATION_CHANGES[operation];
  if (change === 'nothing' || 'actions' in change || tasks.succeeded === 0) return [];
  const where = change.in;
  const buckets = where === 'target' ? [bucketNameOf(described.Operation.S3PutObjectCopy!.TargetResource!)]
    : calls.filter(({ action }) => action === where.action).map(({ resource }) => objectOfArn(resource).bucket);
  return [{ bucket: [...new Set(buckets)].join(', '), change: change.change, calls: tasks.succeeded, by }];
}

function changeBy({ action, resource, count }: ApiCallCount, by: Caller): ObjectChange[] {
  const change = CHANGES[action];
  return change === undefined ? [] : [{ bucket: objectOfArn(resource).bucket, change, calls: count, by }];
}

function summed(changes: readonly ObjectChange[]): ObjectChange[] {
  const sums = new Map<string, ObjectChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.bucket, change.change, change.by.principal]);
    sums.set(key, { ...change, calls: change.calls + (sums.get(key)?.calls ?? 0) });
  }
  return [...sums.values()];
}
