import { errorResponse, LambdaError, notImplemented } from './error';
import { describedFunction } from './get-function';
import { functionArnIn, FUNCTIONS_PATH, GET_FUNCTION_PATH, INVOKE_PATH, type InvokeRequest, invokeRequestOf } from './request';
import type { ApiLog } from '../../api-log';
import type { Json } from '../../assembly/template';
import type { FunctionInvoker, InvocationAnswer } from '../../engine/function-invoker';
import { authorize } from '../../policy/authorize';
import type { Principal, Principals } from '../../policy/principals';
import { UnsupportedPolicyError } from '../../policy/unsupported-policy';
import type { Environment } from '../../stacks/environment';
import type { FunctionDirectory, InvocableFunction } from '../../stacks/function-directory';
import { UnplayableFunction } from '../../stacks/invocation-of';
import type { ApiRequest, ApiResponse, Facade } from '../server';

/** What calls are answered by. */
export interface LambdaFacadeOptions {
  readonly environment: Environment;
  readonly functions: FunctionDirectory;
  readonly synchronous: FunctionInvoker;
  /** Takes an event; nobody waits for what comes of it. */
  readonly asynchronous: { accept(functionArn: string, event: Json): void };
  readonly principals: Principals;
  readonly log: ApiLog;
}

/** A call on a function. */
interface FunctionCall {
  readonly method: string;
  readonly path: RegExp;
  /** What IAM calls it. */
  readonly action: string;
  answer(request: ApiRequest, invoked: InvocableFunction, functionArn: string, options: LambdaFacadeOptions): Promise<ApiResponse>;
}

const CALLS: readonly FunctionCall[] = [
  { method: 'POST', path: INVOKE_PATH, action: 'lambda:InvokeFunction', answer: answerInvoke },
  { method: 'GET', path: GET_FUNCTION_PATH, action: 'lambda:GetFunction', answer: async (_request, found, functionArn) => describedFunction(found, functionArn) },
];

/** Lambda, as far as running a function goes: Invoke, for its answer or as an event, and GetFunction, for whoever waits until it can be. */
export function lambdaFacade(options: LambdaFacadeOptions): Facade {
  const { principals, log, environment } = options;
  return {
    name: 'Lambda',
    matches: ({ path }) => path.startsWith(FUNCTIONS_PATH),
    handle: async (request) => {
      const asked = CALLS.find(({ method, path }) => method === request.method && path.test(request.path));
      const principal = principals.byAccessKey(request.accessKeyId ?? '');
      const call = { principal: principals.callerWith(request.accessKeyId), action: asked?.action ?? 'lambda:unknown', resource: '*' };
      try {
        if (!asked) throw notImplemented(`${request.method} ${request.path}`);
        call.resource = functionArnIn(request, asked.path, environment);
        requireAllowed(principal, asked.action, call.resource);
        const found = options.functions.byArn(call.resource);
        if (!found) throw notFound(call.resource);
        const response = await asked.answer(request, found, call.resource, options);
        log.record({ ...call, status: response.status });
        return response;
      } catch (error) {
        const refusal = shown(error);
        log.record({ ...call, status: refusal.status, error: refusal.code, ...(refusal.refusal && { refusal: refusal.refusal }) });
        return errorResponse(refusal);
      }
    },
  };
}

async function answerInvoke(
  request: ApiRequest, invoked: InvocableFunction, functionArn: string, options: LambdaFacadeOptions,
): Promise<ApiResponse> {
  return invoke(invokeRequestOf(request, functionArn), invoked.version, options).catch((error: unknown) => {
    // whoever calls may keep the reason to itself
    if (error instanceof UnplayableFunction) invoked.warn?.(error.message);
    throw error;
  });
}

/** On the ARN with the version or alias that is asked for: IAM knows those as resources of their own. */
function requireAllowed(principal: Principal | undefined, action: string, functionArn: string): asserts principal {
  if (!principal) throw new LambdaError(403, 'UnrecognizedClientException', 'the request isn\'t signed with the key of a role', 'identity');
  if (authorize(principal, action, functionArn) === 'denied') {
    const refusal = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${functionArn}`;
    throw new LambdaError(403, 'AccessDeniedException', refusal, 'policy');
  }
}

async function invoke(
  { functionArn, type, event }: InvokeRequest, version: string, { synchronous, asynchronous }: LambdaFacadeOptions,
): Promise<ApiResponse> {
  if (type === 'DryRun') return { status: 204 };
  if (type === 'Event') {
    asynchronous.accept(functionArn, event);
    return { status: 202 };
  }
  return answered(await synchronous.invoke(functionArn, JSON.stringify(event)), functionArn, version);
}

function answered(result: InvocationAnswer, functionArn: string, version: string): ApiResponse {
  const headers = { 'content-type': 'application/json', 'x-amz-executed-version': version };
  switch (result.outcome) {
    case 'returned': return { status: 200, headers, body: result.payload };
    case 'functionError': return { status: 200, headers: { ...headers, 'x-amz-function-error': 'Unhandled' }, body: result.payload };
    case 'throttled': throw new LambdaError(429, 'TooManyRequestsException', 'Rate Exceeded.');
    case 'refused': throw new LambdaError(result.status, result.code, result.message);
    case 'notFound': throw notFound(functionArn);
  }
}

function notFound(functionArn: string): LambdaError {
  return new LambdaError(404, 'ResourceNotFoundException', `Function not found: ${functionArn}`);
}

/** Refusals as they are, and what the engine can't evaluate as 501; anything else is a defect, for the server to tell. */
function shown(error: unknown): LambdaError {
  if (error instanceof LambdaError) return error;
  if (error instanceof UnsupportedPolicyError || error instanceof UnplayableFunction) return notImplemented(error.message);
  throw error;
}
