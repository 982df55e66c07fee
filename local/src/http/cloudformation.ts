import type { ApiLog, Refusal } from '../api-log';
import type { ApiRequest, ApiResponse, Facade } from './server';
import { errorResponse, xmlResponse } from './xml';
import { authorize } from '../policy/authorize';
import type { Principal, Principals } from '../policy/principals';
import { UnsupportedPolicyError } from '../policy/unsupported-policy';
import type { Stack } from '../stacks/stack';
import type { StackDirectory } from '../stacks/stack-directory';

/** The version of the API, which every request in the query protocol names. */
const VERSION = '2010-05-15';

/** The longest form that is looked at, in bytes: the name of a stack and little else. */
const FORM_LIMIT = 64 * 1024;

/** CloudFormation, as far as asking for one stack's state goes: DescribeStacks with a StackName, in the query protocol. */
export function cloudFormationFacade(stacks: StackDirectory, principals: Principals, log: ApiLog): Facade {
  return {
    name: 'CloudFormation',
    matches: (request) => request.method === 'POST' && request.path === '/' && request.body.length <= FORM_LIMIT && formOf(request).get('Version') === VERSION,
    handle: async (request) => {
      const action = formOf(request).get('Action') ?? '';
      const stackName = formOf(request).get('StackName') ?? '';
      const principal = principals.byAccessKey(request.accessKeyId ?? '');
      const stack = stacks.find(stackName);
      const resource = stack?.id ?? (stackName.startsWith('arn:') ? stackName : '*');
      const call = { principal: principals.callerWith(request.accessKeyId), action: `cloudformation:${action}`, resource };
      try {
        if (action !== 'DescribeStacks' || stackName === '') throw notImplemented(action);
        requireAllowed(principal, call.action, resource);
        if (!stack) throw new CloudFormationError(400, 'ValidationError', `Stack with id ${stackName} does not exist`);
        log.record({ ...call, status: 200 });
        return stackDescribed(stack);
      } catch (error) {
        const { status, code, message, refusal } = shown(error);
        log.record({ ...call, status, error: code, ...(refusal && { refusal }) });
        return errorResponse(status, code, message);
      }
    },
  };
}

/** A call that CloudFormation refuses. API reference, "Common errors". */
class CloudFormationError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly refusal?: Refusal) {
    super(message);
  }
}

function formOf({ body }: ApiRequest): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

function notImplemented(action: string): CloudFormationError {
  const what = action === 'DescribeStacks' ? 'DescribeStacks without a StackName' : action;
  return new CloudFormationError(501, 'NotImplemented', `CloudFormation's ${what} isn't answered here`);
}

function requireAllowed(principal: Principal | undefined, action: string, resource: string): void {
  if (!principal) throw new CloudFormationError(403, 'InvalidClientTokenId', 'the request isn\'t signed with the key of a role', 'identity');
  if (authorize(principal, action, resource) === 'denied') {
    const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
    throw new CloudFormationError(403, 'AccessDenied', message, 'policy');
  }
}

/** Refusals as they are, and what the engine can't evaluate as 501; anything else is a defect, for the server to tell. */
function shown(error: unknown): CloudFormationError {
  if (error instanceof CloudFormationError) return error;
  if (error instanceof UnsupportedPolicyError) return new CloudFormationError(501, 'NotImplemented', error.message);
  throw error;
}

function stackDescribed({ id, name, status, reason, creationTime }: Stack): ApiResponse {
  return xmlResponse(200, 'DescribeStacksResponse', {
    DescribeStacksResult: {
      Stacks: {
        member: {
          StackId: id,
          StackName: name,
          CreationTime: creationTime.toISOString(),
          StackStatus: status,
          ...(reason !== undefined && { StackStatusReason: reason }),
        },
      },
    },
    ResponseMetadata: { RequestId: 'local' },
  });
}
