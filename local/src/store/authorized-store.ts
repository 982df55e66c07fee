import type { ApiCall, ApiLog } from '../api-log';
import { CALL_ACTIONS } from './call-actions';
import type { KeyDirectory } from './key-directory';
import type { BucketRequest, CopyObjectRequest, ObjectRequest, ObjectStore } from './object-store';
import { bucketArn, objectArn } from './resource-arn';
import { accessDenied, S3Error } from './s3-error';
import { authorize } from '../policy/authorize';
import type { Principal } from '../policy/principals';

/** Who calls, in which partition's ARNs, what KMS knows of keys, and where it is written down. */
export interface Caller {
  readonly principal: Principal;
  /** The job in whose tasks, or for which, it calls; none where that is somebody else with the role. */
  readonly jobId?: string;
  readonly partition: string;
  readonly keys: KeyDirectory;
  readonly log: ApiLog;
}

/** What a request of any call may have. */
type AnyRequest = BucketRequest & Partial<ObjectRequest> & Partial<Pick<CopyObjectRequest, 'source'>>;

/** A store that asks the caller's policies before each call, and records the call. */
export function authorizedStore(store: ObjectStore, caller: Caller): ObjectStore {
  const guarded = <Name extends keyof ObjectStore>(name: Name) => {
    const call = store[name].bind(store) as (request: BucketRequest) => Promise<unknown>;
    return (async (request: BucketRequest) => guardedCall(caller, name, request, async (refusal) => {
      if (!refusal) return call(request);
      // who may not use a bucket is told all the same that there is none: S3 looks for it before it looks at policies
      await store.getBucketVersioning({ bucket: request.bucket });
      throw refusal;
    })) as ObjectStore[Name];
  };
  return Object.fromEntries(Object.keys(CALL_ACTIONS).map((name) => [name, guarded(name as keyof ObjectStore)])) as unknown as ObjectStore;
}

/** Authorises and records something that S3 does in the caller's name. Fails with S3's `AccessDenied`. */
export function requirePermission(caller: Caller, action: string, resource: string): void {
  const error = denial(caller, action, resource);
  record(caller, { action, resource }, error);
  if (error) throw error;
}

async function guardedCall<Answer>(
  caller: Caller, name: keyof ObjectStore, request: AnyRequest, call: (refusal: S3Error | undefined) => Promise<Answer>,
): Promise<Answer> {
  const { action, resource } = authorizationOf(caller, name, request);
  const about = { action, resource, operation: name[0].toUpperCase() + name.slice(1) };
  const refusal = denial(caller, action, resource);
  try {
    const answer = await call(refusal);
    record(caller, about);
    return answer;
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    // what a copy doesn't find is its source
    const shown = hidingAbsence(caller, request.source?.bucket ?? request.bucket, error);
    record(caller, about, shown, shown !== error ? 'absence' : deniedOther(error, refusal) ? 'need' : error.refusal);
    throw shown;
  }
}

/** Whether something else wasn't allowed than what the call is about: it was asked for by itself, and recorded. */
function deniedOther(error: S3Error, refusal: S3Error | undefined): boolean {
  return error.refusal === 'policy' && error !== refusal;
}

function authorizationOf({ partition }: Caller, name: keyof ObjectStore, request: AnyRequest) {
  const { action, versionAction = action, resource } = CALL_ACTIONS[name];
  return {
    action: request.versionId === undefined ? action : versionAction,
    resource: resource === 'bucket' ? bucketArn(partition, request.bucket) : objectArn(partition, request),
  };
}

function denial({ principal, keys }: Caller, action: string, resource: string): S3Error | undefined {
  const context = action.startsWith('kms:') ? keys.conditionsOn(resource) : {};
  return authorize(principal, action, resource, context) === 'denied' ? accessDenied(principal.arn, action, resource) : undefined;
}

/** Who may not list a bucket isn't told that a key is missing either. API reference, GetObject: "Permissions". */
function hidingAbsence(caller: Caller, bucket: string, error: S3Error): S3Error {
  const tells = error.tellsOfMissingKey ? denial(caller, 's3:ListBucket', bucketArn(caller.partition, bucket)) : undefined;
  return tells ?? error;
}

function record(
  { principal, jobId, log }: Caller, about: Pick<ApiCall, 'action' | 'resource' | 'operation'>, error?: S3Error, refusal = error?.refusal,
): void {
  log.record({
    principal: principal.arn,
    ...about,
    ...(jobId !== undefined && { jobId }),
    status: error?.status ?? 200,
    ...(error && { error: error.code }),
    ...(refusal && { refusal }),
  });
}
