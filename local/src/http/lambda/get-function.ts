import type { InvocableFunction } from '../../stacks/function-directory';
import type { ApiResponse } from '../server';

/**
 * What GetFunction tells of a function, as far as it is known here: its code has no address, and nothing is to be waited for.
 * Lambda API reference, GetFunction.
 */
export function describedFunction({ name, version, runnable, roleArn, timeoutSeconds }: InvocableFunction, functionArn: string): ApiResponse {
  const configuration = {
    FunctionName: name,
    FunctionArn: functionArn,
    Version: version,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    ...('value' in roleArn && { Role: roleArn.value }),
    ...('value' in timeoutSeconds && { Timeout: timeoutSeconds.value }),
    ...('value' in runnable && { Handler: runnable.value.handler }),
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ Configuration: configuration }) };
}
