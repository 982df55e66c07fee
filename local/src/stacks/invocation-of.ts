import type { InvocableFunction } from './function-directory';
import type { Principals } from '../policy/principals';
import type { Invocation } from '../runner/invocation';

/** What an invocation has beside its function. */
export type InvocationRequest = Pick<Invocation, 'functionArn' | 'requestId' | 'event' | 'inRealTime'>;

/** A function that is there and can't be run here: why. */
export class UnplayableFunction extends Error {
  readonly name = 'UnplayableFunction';

  constructor(functionName: string, why: string) {
    super(`the function ${functionName} isn't run here: ${why}`);
  }
}

/** A function's invocation with this request; an `UnplayableFunction` when the function can't be run here. */
export function invocationOf({ name, version, runnable }: InvocableFunction, principals: Principals, request: InvocationRequest): Invocation {
  if ('problem' in runnable) throw new UnplayableFunction(name, runnable.problem);
  const { roleArn, timeoutSeconds, ...settings } = runnable.value;
  const principal = principals.byArn(roleArn);
  if (!principal) throw new UnplayableFunction(name, `its role ${roleArn} isn't in the stacks that are deployed here`);
  return { ...request, ...settings, functionName: name, functionVersion: version, timeoutMilliseconds: timeoutSeconds * 1000, principal };
}
