import type { ApiLog } from '../api-log';
import { CONTROL_CALLS, type ControlCall } from './s3-control-calls';
import type { ApiRequest, ApiResponse, Facade } from './server';
import { errorResponse } from './xml';
import type { JobEngine } from '../engine/job-engine';
import { accessDenied, notImplemented, ServiceError } from '../engine/service-error';
import { authorize } from '../policy/authorize';
import type { Principal, Principals } from '../policy/principals';
import { UnsupportedPolicyError } from '../policy/unsupported-policy';

const PATH = /^\/v20180820(\/jobs)(?:\/([^/]+)(\/[^/]+)?)?$/;

/** S3 Control, as far as jobs go: the wire format of API version 2018-08-20, before an engine. */
export function s3ControlFacade(engine: JobEngine, principals: Principals, log: ApiLog): Facade {
  return {
    name: 'S3 Control',
    matches: (request) => routeOf(request) !== undefined,
    handle: async (request) => {
      const { call, jobId } = routeOf(request)!;
      const resource = call.on === 'job' ? engine.jobArn(jobId) : '*';
      const principal = principals.byAccessKey(request.accessKeyId ?? '');
      const record = (status: number, error?: string) => log.record({
        principal: principal?.arn ?? (request.accessKeyId === undefined ? 'unsigned' : 'unknown'),
        action: call.action,
        resource,
        status,
        ...(error !== undefined && { error }),
      });
      try {
        const response = answer(engine, principal, call, { jobId, resource }, request);
        record(response.status);
        return response;
      } catch (error) {
        const { status, code, message } = shown(error);
        record(status, code);
        return errorResponse(status, code, message);
      }
    },
  };
}

function routeOf({ method, path }: ApiRequest): { call: ControlCall; jobId: string } | undefined {
  const [, jobs, jobId = '', part = ''] = PATH.exec(path) ?? [];
  const route = `${method} ${jobs}${jobId && '/{id}'}${part}`;
  return Object.hasOwn(CONTROL_CALLS, route) ? { call: CONTROL_CALLS[route], jobId } : undefined;
}

function answer(
  engine: JobEngine, principal: Principal | undefined, call: ControlCall,
  { jobId, resource }: { jobId: string; resource: string }, request: ApiRequest,
): ApiResponse {
  if (!principal) throw new ServiceError(403, ...refusalOf(request));
  const account = request.headers['x-amz-account-id'];
  if (account !== engine.account) {
    throw new ServiceError(403, 'AccessDenied', `x-amz-account-id must be ${engine.account}, got: ${String(account)}`);
  }
  requireAllowed(principal, call.action, resource);
  const { alsoNeeds = [], perform } = call.prepare(engine, jobId, request);
  for (const permission of alsoNeeds) requireAllowed(principal, permission.action, permission.resource);
  return perform();
}

function refusalOf({ accessKeyId }: ApiRequest): [code: string, message: string] {
  return accessKeyId === undefined
    ? ['AccessDenied', 'the request is not signed']
    : ['InvalidAccessKeyId', `the access key id ${accessKeyId} is no role's`];
}

function requireAllowed(principal: Principal, action: string, resource: string): void {
  if (authorize(principal, action, resource) === 'denied') throw accessDenied(principal.arn, action, resource);
}

/** Errors of the service as they are, and what the engine can't evaluate as 501; anything else is a defect of ours. */
function shown(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof UnsupportedPolicyError) return notImplemented(error.message);
  return new ServiceError(500, 'InternalServiceException', error instanceof Error ? error.message : String(error));
}
