import type { Callers } from './callers';
import { type Remedy, remedyFor } from './denial-remedy';
import type { DeniedCalls, DigestedJob } from './run-digest';
import { ToldRefusals } from './told-refusals';
import type { ApiCallCount } from '../../api-log';
import { objectOfArn } from '../../store/resource-arn';

const LISTING = 's3:ListBucket';

/** The calls that somebody's own policies didn't allow. */
export function deniedCallsOf(calls: readonly ApiCallCount[], callers: Callers, jobs: readonly DigestedJob[]): DeniedCalls[] {
  const told = new ToldRefusals(jobs);
  // 403 is the status of archived objects too
  const refused = calls.filter(({ status, error }) => status === 403 && error !== 'InvalidObjectState');
  const denied = refused.filter(({ principal, action }) => !told.isForObjects(principal, action));
  return denied.map((call) => {
    const { principal, action, resource, count } = call;
    const by = callers.callerOf(principal);
    const remedy = isHiddenAbsence(call, denied, told) ? hiddenAbsence(resource) : remedyFor(by, action, resource);
    return { by, action, resource, calls: count, ...remedy };
  });
}

/** Who may not list a bucket is refused what isn't there, whatever else it may do. API reference, GetObject: "Permissions". */
function isHiddenAbsence({ principal, action }: ApiCallCount, denied: readonly ApiCallCount[], told: ToldRefusals): boolean {
  const hasListed = denied.some((call) => call.principal === principal && call.action === LISTING);
  return told.has(principal, LISTING) && !hasListed && !told.has(principal, action);
}

function hiddenAbsence(resource: string): Remedy {
  return {
    remedy: 'an object isn\'t there, which S3 tells only those who may list the bucket: see what names the object. With '
      + `${LISTING} on arn:aws:s3:::${objectOfArn(resource).bucket} the answer would be NoSuchKey`,
  };
}
