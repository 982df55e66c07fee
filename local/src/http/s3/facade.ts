import type { PreparedCall, S3Call } from './call';
import { callOf } from './calls';
import { notImplemented, refuseOtherOptions } from './options';
import { checkContentHash } from './payload';
import { s3RequestOf } from './request';
import type { ApiCall, ApiLog } from '../../api-log';
import type { Principal, Principals } from '../../policy/principals';
import { UnsupportedPolicyError } from '../../policy/unsupported-policy';
import { CALL_ACTIONS } from '../../store/call-actions';
import type { MemoryStore } from '../../store/memory-store';
import { S3Error } from '../../store/s3-error';
import type { ApiRequest, ApiResponse, Facade } from '../server';
import { messageText, xmlResponse } from '../xml';

/**
 * S3 in path style: its calls on objects, as the port has them, and those that ask what a bucket is like.
 * It takes every request that is signed for S3 or not signed at all, so its place is after the other facades.
 */
export function s3Facade(store: MemoryStore, principals: Principals, log: ApiLog): Facade {
  return {
    name: 'S3',
    matches: isForS3,
    handle: async (request) => {
      const principal = principals.byAccessKey(request.accessKeyId ?? '');
      const call = callOf(request);
      const record = recordOf(principals.callerWith(request.accessKeyId), call);
      let isRecorded = false;
      try {
        const perform = await prepared(request, principal, call);
        return await perform(store.as(principal!)).catch((error: unknown) => {
          // what S3 refuses the store has recorded, as it records what succeeds
          isRecorded = error instanceof S3Error;
          throw error;
        });
      } catch (error) {
        const refusal = shown(error);
        if (!isRecorded) log.record({ ...record, ...errorOf(refusal) });
        return errorResponse(request, refusal);
      }
    },
  };
}

/** The service in the credential's scope tells S3 from others; S3 Control is signed for S3 too, and has a path of its own. */
function isForS3({ headers, query, path }: ApiRequest): boolean {
  const credential = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ?? query.get('X-Amz-Credential');
  const service = credential?.split('/').at(-2) ?? 's3';
  return service === 's3' && !path.startsWith('/v20180820/');
}

async function prepared(request: ApiRequest, principal: Principal | undefined, call: S3Call | undefined): Promise<PreparedCall> {
  if (!principal) throw signatureRefused(request);
  if (!call) throw notImplemented(`${request.method} ${request.path}${parameterNames(request)}`);
  const s3Request = s3RequestOf(request);
  refuseOtherOptions(s3Request, call.options);
  checkContentHash(s3Request);
  return call.prepare(s3Request);
}

function signatureRefused({ accessKeyId }: ApiRequest): S3Error {
  return accessKeyId === undefined
    ? new S3Error(403, 'AccessDenied', 'the request is not signed', false, 'identity')
    : new S3Error(403, 'InvalidAccessKeyId', `the access key id ${accessKeyId} is no role's`, false, 'identity');
}

/** The names alone: values can be secret in pre-signed URLs. */
function parameterNames({ query }: ApiRequest): string {
  const names = [...query.keys()].filter((name) => !/^x-/i.test(name));
  return names.length > 0 ? `?${names.join('&')}` : '';
}

/** Refusals as they are, and what the engine can't evaluate as 501; anything else is a defect, for the server to tell. */
function shown(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (error instanceof UnsupportedPolicyError) return notImplemented(error.message);
  throw error;
}

/** What is known of a call that never came to be authorised. */
function recordOf(principal: string, call: S3Call | undefined): Pick<ApiCall, 'principal' | 'action' | 'resource'> {
  return { principal, action: call ? CALL_ACTIONS[call.name].action : 's3:unknown', resource: '*' };
}

function errorOf({ status, code, refusal }: S3Error): Pick<ApiCall, 'status' | 'error' | 'refusal'> {
  return { status, error: code, ...(refusal && { refusal }) };
}

/** S3 has no envelope around its errors, and none at all in an answer to HEAD. API reference, "Error responses". */
function errorResponse({ method, path }: ApiRequest, { status, code, message }: S3Error): ApiResponse {
  if (method === 'HEAD') return { status };
  return xmlResponse(status, 'Error', { Code: code, Message: messageText(message), Resource: path, RequestId: 'local' });
}
