import type { InvocableFunction } from './function-directory';
import type { Principals } from '../policy/principals';
import type { Invocation } from '../runner/invocation';

/** What an invocation has beside its function. */
export type InvocationRequest = Pick<Invocation, 'functionArn' | 'requestId' | 'event' | 'inRealTime'>;

/** A function's invocation with this request; an error when the function can't be run here. */
export function invocationOf({ name, version, runnable }: InvocableFunction, principals: Principals, request: InvocationRequest): Invocation {
  if ('problem' in runnable) throw new Error(`the function ${name} isn't run here: ${runnable.problem}`);
  const { roleArn, timeoutSeconds, ...settings } = runnable.value;
  const principal = principals.byArn(roleArn);
  if (!principal) throw new Error(`the function ${name} isn't run here: its role ${roleArn} isn't in the stacks that are deployed here`);
  return { ...request, ...settings, functionName: name, functionVersion: version, timeoutMilliseconds: timeoutSeconds * 1000, principal };
}
