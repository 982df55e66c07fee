import type { Callers } from './callers';
import { type Remedy, remedyFor } from './denial-remedy';
import type { DeniedCalls } from './run-digest';
import type { ApiCallCount, Refusal } from '../../api-log';
import { objectOfArn } from '../../store/resource-arn';

/** The refusals that somebody's own policies decide about, or that nobody's do. */
const DENIALS: readonly (Refusal | undefined)[] = ['policy', 'absence', 'identity'] satisfies Refusal[];

/** The calls that somebody's own policies didn't allow. */
export function deniedCallsOf(calls: readonly ApiCallCount[], callers: Callers): DeniedCalls[] {
  return summed(calls.filter(({ refusal }) => DENIALS.includes(refusal)).map((call) => {
    const { action, resource, count, refusal } = call;
    const by = callers.callerOf(call);
    return { by, action, resource, calls: count, ...(refusal === 'absence' ? hiddenAbsence(resource) : remedyFor(by, action, resource)) };
  }));
}

/** Who may not list a bucket is refused what isn't there, whatever else it may do. API reference, GetObject: "Permissions". */
function hiddenAbsence(resource: string): Remedy {
  return {
    remedy: 'an object isn\'t there, which S3 tells only those who may list the bucket: see what names the object. With '
      + `s3:ListBucket on arn:aws:s3:::${objectOfArn(resource).bucket} the answer would be NoSuchKey`,
  };
}

/** Several jobs of one construct are one caller. */
function summed(denied: readonly DeniedCalls[]): DeniedCalls[] {
  const sums = new Map<string, DeniedCalls>();
  for (const call of denied) {
    const key = JSON.stringify([call.by, call.action, call.resource, call.remedy]);
    sums.set(key, { ...call, calls: call.calls + (sums.get(key)?.calls ?? 0) });
  }
  return [...sums.values()];
}
