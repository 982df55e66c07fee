import type { ApiLog } from '../api-log';
import type { ApiRequest, ApiResponse, Facade } from './server';
import { errorResponse } from './xml';
import type { Principals } from '../policy/principals';

/** The services that aren't here: whoever calls one is told so, and it is recorded. It takes every request, so its place is after all others. */
export function otherServices(principals: Principals, log: ApiLog): Facade {
  return {
    name: 'other services',
    matches: () => true,
    handle: async (request) => {
      const { accessKeyId, method, path } = request;
      const principal = principals.callerWith(accessKeyId);
      log.record({ principal, action: `${serviceOf(request)}:${callOf(request)}`, resource: '*', status: 501, error: 'NotImplemented' });
      return answerTo(request, `nothing here answers ${method} ${path}`);
    },
  };
}

/** Its client reads JSON where its protocol names the call in a header. */
function answerTo({ headers }: ApiRequest, message: string): ApiResponse {
  if (headers['x-amz-target'] === undefined) return errorResponse(501, 'NotImplemented', message);
  return { status: 501, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify({ __type: 'NotImplemented', message }) };
}

/** As the credential's scope names it: `<key>/<date>/<region>/<service>/aws4_request`. */
function serviceOf({ headers, query }: ApiRequest): string {
  const credential = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ?? query.get('X-Amz-Credential');
  return credential?.split('/').at(-2) ?? 'unknown';
}

/** Where the protocol has it in a header, as that of DynamoDB: `DynamoDB_20120810.PutItem`. */
function callOf({ headers }: ApiRequest): string {
  const [target] = [headers['x-amz-target']].flat();
  return /^[\w.]+\.(\w+)$/.exec(target ?? '')?.[1] ?? 'unknown';
}
