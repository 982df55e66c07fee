import { CONTROL_CALLS, type ControlCall, type Permission } from './calls';
import { mayPassRole } from './pass-role';
import { checkJobId } from './queries';
import { Throttle } from './throttle';
import type { ApiCall, ApiLog } from '../../api-log';
import type { JobEngine } from '../../engine/job-engine';
import { DeniedPermission, notImplemented, ServiceError } from '../../engine/service-error';
import { authorize } from '../../policy/authorize';
import type { Principal, Principals } from '../../policy/principals';
import { UnsupportedPolicyError } from '../../policy/unsupported-policy';
import { defectText } from '../defect';
import type { ApiRequest, ApiResponse, Facade } from '../server';
import { errorResponse } from '../xml';

const PATH = /^\/v20180820(\/jobs)(?:\/([^/]+)(\/[^/]+)?)?$/;

/** S3 Control, as far as jobs go: the wire format of API version 2018-08-20, before an engine. */
export function s3ControlFacade(engine: JobEngine, principals: Principals, log: ApiLog): Facade {
  const throttle = new Throttle(() => engine.now(), engine.choices);
  return {
    name: 'S3 Control',
    matches: (request) => routeOf(request) !== undefined,
    handle: async (request) => {
      const { call, jobId } = routeOf(request)!;
      const resource = call.on === 'job' ? engine.jobArn(jobId) : '*';
      const principal = principals.byAccessKey(request.accessKeyId ?? '');
      const about = { principal: principals.callerWith(request.accessKeyId), action: call.action, resource };
      try {
        throttle.admit(call.action);
        const response = await answer(engine, principal, call, { jobId, resource }, request);
        log.record({ ...about, status: response.status });
        return response;
      } catch (error) {
        const { status, code, message } = shown(error);
        recordRefusal(log, { ...about, status, error: code }, error);
        return errorResponse(status, code, message);
      }
    },
  };
}

/** What a call takes beside its own permission is told of by itself where it is what the caller lacks. */
function recordRefusal(log: ApiLog, call: Omit<ApiCall, 'time'>, error: unknown): void {
  if (!(error instanceof DeniedPermission)) {
    const isNobody = call.status === 403 && !call.principal.startsWith('arn:');
    log.record({ ...call, ...(isNobody && { refusal: 'identity' }) });
    return;
  }
  const { action, resource } = error;
  const isOwn = action === call.action && resource === call.resource;
  if (!isOwn) log.record({ ...call, action, resource, refusal: 'policy' });
  log.record({ ...call, refusal: isOwn ? 'policy' : 'need' });
}

function routeOf({ method, path }: ApiRequest): { call: ControlCall; jobId: string } | undefined {
  const [, jobs, jobId = '', part = ''] = PATH.exec(path) ?? [];
  const route = `${method} ${jobs}${jobId && '/{id}'}${part}`;
  return Object.hasOwn(CONTROL_CALLS, route) ? { call: CONTROL_CALLS[route], jobId } : undefined;
}

async function answer(
  engine: JobEngine, principal: Principal | undefined, call: ControlCall,
  { jobId, resource }: { jobId: string; resource: string }, request: ApiRequest,
): Promise<ApiResponse> {
  if (!principal) throw new ServiceError(403, ...refusalOf(request));
  const account = request.headers['x-amz-account-id'];
  if (account !== engine.account) {
    throw new ServiceError(403, 'AccessDenied', `x-amz-account-id must be ${engine.account}, got: ${String(account)}`);
  }
  refuseOtherParameters(call, request);
  if (call.on === 'job') checkJobId(jobId);
  const { conditions = {}, alsoNeeds = [], passesRole, perform } = call.prepare(engine, jobId, request);
  for (const permission of [{ action: call.action, resource, conditions }, ...alsoNeeds]) requireAllowed(principal, permission);
  if (passesRole !== undefined) requirePassable(principal, passesRole, engine);
  return perform();
}

/** `x-id` is the SDK's name of the call; whatever else S3 would ignore, here nobody is to rely on. */
function refuseOtherParameters({ query: known }: ControlCall, { query }: ApiRequest): void {
  const other = [...query.keys()].find((name) => name !== 'x-id' && !known.includes(name));
  if (other !== undefined) throw notImplemented(`the query parameter ${other}`);
}

function refusalOf({ accessKeyId }: ApiRequest): [code: string, message: string] {
  return accessKeyId === undefined
    ? ['AccessDenied', 'the request is not signed']
    : ['InvalidAccessKeyId', `the access key id ${accessKeyId} is no role's`];
}

function requireAllowed(principal: Principal, { action, resource, conditions }: Permission): void {
  if (authorize(principal, action, resource, conditions) === 'denied') throw new DeniedPermission(principal.arn, action, resource);
}

/** S3 User Guide, "Troubleshooting Batch Operations": the text on other accounts; its code isn't said there. */
function requirePassable(principal: Principal, roleArn: string, { account, choices }: JobEngine): void {
  if (roleArn.split(':')[4] !== account) throw new ServiceError(403, 'AccessDenied', 'Cross-account pass role is not allowed.');
  if (!mayPassRole(principal, roleArn, choices)) throw new DeniedPermission(principal.arn, 'iam:PassRole', roleArn);
}

/** Errors of the service as they are, and what the engine can't evaluate as 501; anything else is a defect of ours. */
function shown(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof UnsupportedPolicyError) return notImplemented(error.message);
  return new ServiceError(500, 'InternalServiceException', defectText(error));
}
