import type { Callers } from './callers';
import { type Remedy, remedyFor } from './denial-remedy';
import type { DeniedCalls } from './run-digest';
import { summedCalls } from './summed-calls';
import type { ApiCallCount, Refusal } from '../../api-log';
import { objectOfArn } from '../../store/resource-arn';

/** The refusals that somebody's own policies decide about, or that nobody's do. */
const DENIALS: readonly (Refusal | undefined)[] = ['policy', 'absence', 'identity'] satisfies Refusal[];

/** The calls that somebody's own policies didn't allow; several jobs of one construct are one caller. */
export function deniedCallsOf(calls: readonly ApiCallCount[], callers: Callers): DeniedCalls[] {
  return summedCalls(calls.filter(({ refusal }) => DENIALS.includes(refusal)).map((call) => {
    const { action, resource, count, refusal } = call;
    const by = callers.callerOf(call);
    return { by, action, resource, calls: count, ...(refusal === 'absence' ? hiddenAbsence(call) : remedyFor(by, action, resource)) };
  }));
}

/** Who may not list a bucket is refused what isn't there, whatever else it may do. API reference, GetObject: "Permissions". */
function hiddenAbsence({ resource, missing = resource, count }: ApiCallCount): Remedy {
  const { bucket, key } = objectOfArn(missing);
  // each of the calls may have asked for another object
  const which = count === 1 ? '' : ', to name the first,';
  return {
    remedy: `s3://${bucket}/${key}${which} isn't there, which S3 tells only those who may list the bucket: see what names it. With s3:ListBucket on `
      + `${missing.slice(0, missing.indexOf('/'))} the answer would be NoSuchKey`,
  };
}
