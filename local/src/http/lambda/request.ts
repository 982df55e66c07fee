import { LambdaError, notImplemented } from './error';
import type { Json } from '../../assembly/template';
import type { Environment } from '../../stacks/environment';
import type { ApiRequest } from '../server';

/** What Invoke is asked for. */
export interface InvokeRequest {
  /** With the version or alias that is asked for, if one is. */
  readonly functionArn: string;
  readonly type: 'RequestResponse' | 'Event' | 'DryRun';
  readonly event: Json;
}

/** What the paths of all calls on functions begin with. */
export const FUNCTIONS_PATH = '/2015-03-31/functions/';

/** Invoke's path, with the function's name or ARN. */
export const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** GetFunction's path, likewise. */
export const GET_FUNCTION_PATH = /^\/2015-03-31\/functions\/([^/]+)$/;

/** A function's name, or its ARN in full or in part. Lambda API reference, Invoke. */
const FUNCTION_NAME = new RegExp([
  '^(?:arn:(?<partition>aws[a-zA-Z-]*):lambda:)?(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\\d):)?(?:(?<account>\\d{12}):)?',
  '(?:function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?$',
].join(''));

/** The largest event in bytes, by type. Lambda API reference, Invoke. */
const EVENT_LIMITS = { RequestResponse: 6 * 1024 * 1024, Event: 1024 * 1024, DryRun: 6 * 1024 * 1024 };

/** Headers that would change what a function sees or the answer says. */
const UNANSWERED = ['x-amz-client-context', 'x-amz-durable-execution-name', 'x-amz-tenant-id'];

/**
 * Which function a request names; fails with a `LambdaError` when it names none.
 * @param call the path of the call, which the request's is one of
 */
export function functionArnIn({ path, query }: ApiRequest, call: RegExp, environment: Environment): string {
  const text = decoded(call.exec(path)![1]);
  const parts = FUNCTION_NAME.exec(text)?.groups;
  if (!parts) throw invalidParameter(`the function name must be a name or an ARN of a function, got: ${text}`);
  const asked = query.get('Qualifier') ?? undefined;
  const { partition, region, account } = { ...environment, ...definedOf(parts) };
  const qualifier = asked ?? parts.qualifier;
  if (asked !== undefined && parts.qualifier !== undefined && asked !== parts.qualifier) {
    throw invalidParameter(`the \`Qualifier\` must be the function name's, got: ${asked} and ${parts.qualifier}`);
  }
  return `arn:${partition}:lambda:${region}:${account}:function:${parts.name}${qualifier === undefined ? '' : `:${qualifier}`}`;
}

/** Reads a request; fails with a `LambdaError` when it asks for what isn't there, or isn't answered here. */
export function invokeRequestOf({ headers, body }: ApiRequest, functionArn: string): InvokeRequest {
  const other = UNANSWERED.find((name) => headers[name] !== undefined) ?? (headers['x-amz-log-type'] === 'Tail' ? 'x-amz-log-type: Tail' : undefined);
  if (other !== undefined) throw notImplemented(`the header ${other}`);
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse' && type !== 'Event' && type !== 'DryRun') {
    throw invalidParameter(`the invocation type must be RequestResponse, Event or DryRun, got: ${String(type)}`);
  }
  if (body.length > EVENT_LIMITS[type]) {
    const limit = `${body.length} bytes are too many for the invocation type ${type}, which takes ${EVENT_LIMITS[type]}`;
    throw new LambdaError(413, 'RequestTooLargeException', limit);
  }
  return { functionArn, type, event: eventIn(body) };
}

/** Without a body a function gets an empty event. */
function eventIn(body: Buffer): Json {
  try {
    const event = body.length === 0 ? {} : JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as Json;
    // one so deep that it can't be written again reaches no function
    JSON.stringify(event);
    return event;
  } catch (error) {
    throw new LambdaError(400, 'InvalidRequestContentException', `Could not parse request body into json: ${(error as Error).message}`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidParameter(`the function name must be URL-encoded, got: ${text}`);
  }
}

function invalidParameter(message: string): LambdaError {
  return new LambdaError(400, 'InvalidParameterValueException', message);
}

function definedOf(parts: { readonly [name: string]: string | undefined }): Partial<Environment> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}
