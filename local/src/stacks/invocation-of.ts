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
export function invocationOf(invoked: InvocableFunction, principals: Principals, request: InvocationRequest): Invocation {
  const { name, version, runnable, reservedConcurrency = { value: undefined } } = invoked;
  if ('problem' in runnable) throw new UnplayableFunction(name, runnable.problem);
  if ('problem' in reservedConcurrency) throw new UnplayableFunction(name, reservedConcurrency.problem);
  const { roleArn, timeoutSeconds, placeholders = [], ...settings } = runnable.value;
  const principal = principals.byArn(roleArn);
  if (!principal) throw new UnplayableFunction(name, `its role ${roleArn} isn't in the stacks that are deployed here`);
  warnOnce(invoked, placeholders);
  return {
    ...request,
    ...settings,
    functionName: name,
    functionVersion: version,
    timeoutMilliseconds: timeoutSeconds * 1000,
    principal,
    reservedConcurrency: reservedConcurrency.value,
  };
}

const warned = new WeakSet<readonly string[]>();

/** What stands in for a value is told with the first run: most functions of an app never run here. */
function warnOnce({ name, warn }: InvocableFunction, placeholders: readonly string[]): void {
  if (warned.has(placeholders)) return;
  warned.add(placeholders);
  for (const placeholder of placeholders) warn?.(`the function ${name} gets a placeholder in its environment: ${placeholder}`);
}
