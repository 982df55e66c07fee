import type { ApiCall, ApiLog } from '../api-log';
import { CALL_ACTIONS, type CallAction } from './call-actions';
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

/** A call of a store: what it needs, and what the log calls it. */
interface KnownCall extends CallAction {
  readonly operation: string;
  readonly store: ObjectStore;
  readonly perform: (request: AnyRequest) => Promise<unknown>;
}

/** A store that asks the caller's policies before each call, and records the call. */
export function authorizedStore(store: ObjectStore, caller: Caller): ObjectStore {
  const guarded = (name: keyof ObjectStore) => {
    const perform = store[name].bind(store) as KnownCall['perform'];
    const call = { ...CALL_ACTIONS[name], operation: name[0].toUpperCase() + name.slice(1), store, perform };
    return (request: AnyRequest) => guardedCall(caller, call, request);
  };
  return Object.fromEntries(Object.keys(CALL_ACTIONS).map((name) => [name, guarded(name as keyof ObjectStore)])) as unknown as ObjectStore;
}

/** Authorises and records something that S3 does in the caller's name. Fails with S3's `AccessDenied`. */
export function requirePermission(caller: Caller, action: string, resource: string): void {
  const error = denial(caller, action, resource);
  record(caller, { action, resource }, error);
  if (error) throw error;
}

async function guardedCall(caller: Caller, call: KnownCall, request: AnyRequest): Promise<unknown> {
  const about = { action: actionOf(call, request), resource: resourceOf(caller, call, request), operation: call.operation };
  const refusal = denial(caller, about.action, about.resource);
  try {
    if (refusal) {
      // who may not use a bucket is told all the same that there is none: S3 looks for it before it looks at policies
      await call.store.getBucketVersioning({ bucket: request.bucket });
      throw refusal;
    }
    const answer = await call.perform(request);
    record(caller, about);
    return answer;
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    // what a copy doesn't find is its source
    const shown = hidingAbsence(caller, request.source?.bucket ?? request.bucket, error);
    const isHidden = shown !== error;
    const missing = missingIn(caller, request, error, isHidden);
    record(caller, { ...about, ...missing }, shown, isHidden ? 'absence' : deniedOther(error, refusal) ? 'need' : error.refusal);
    throw shown;
  }
}

/** Whether something else wasn't allowed than what the call is about: it was asked for by itself, and recorded. */
function deniedOther(error: S3Error, refusal: S3Error | undefined): boolean {
  return error.refusal === 'policy' && error !== refusal;
}

function actionOf({ action, versionAction = action }: CallAction, { versionId }: AnyRequest): string {
  return versionId === undefined ? action : versionAction;
}

function resourceOf({ partition }: Caller, { resource }: CallAction, request: AnyRequest): string {
  return resource === 'bucket' ? bucketArn(partition, request.bucket) : objectArn(partition, request);
}

function denial({ principal, keys }: Caller, action: string, resource: string): S3Error | undefined {
  const context = action.startsWith('kms:') ? keys.conditionsOn(resource) : undefined;
  return authorize(principal, action, resource, context) === 'denied' ? accessDenied(principal.arn, action, resource) : undefined;
}

/** Who may not list a bucket isn't told that a key is missing either. API reference, GetObject: "Permissions". */
function hidingAbsence(caller: Caller, bucket: string, error: S3Error): S3Error {
  const tells = error.tellsOfMissingKey ? denial(caller, 's3:ListBucket', bucketArn(caller.partition, bucket)) : undefined;
  return tells ?? error;
}

/** What the call fails of that isn't there. */
function missingIn({ partition }: Caller, request: AnyRequest, { missingBucket }: S3Error, isHidden: boolean): Pick<ApiCall, 'missing'> {
  if (missingBucket !== undefined) return { missing: bucketArn(partition, missingBucket) };
  return isHidden ? { missing: objectArn(partition, request.source ?? request) } : {};
}

function record(
  { principal: { arn: principal }, jobId, log }: Caller,
  { action, resource, operation, missing }: Pick<ApiCall, 'action' | 'resource' | 'operation' | 'missing'>,
  error?: S3Error,
  refusal = error?.refusal,
): void {
  log.record({ principal, action, resource, operation, missing, jobId, status: error?.status ?? 200, error: error?.code, refusal });
}
