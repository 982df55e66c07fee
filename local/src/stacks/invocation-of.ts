import type { InvocableFunction } from './function-directory';
import type { FunctionEndpoints } from './function-endpoints';
import type { Later } from './properties';
import { type Principals, SECRET_ACCESS_KEY } from '../policy/principals';
import type { AnyInvocation, Invocation, InvokeAddress } from '../runner/invocation';

/** What an invocation has beside its function. */
export type InvocationRequest = Pick<Invocation, 'functionArn' | 'requestId' | 'event' | 'inRealTime'>;

/** What functions run among. */
export interface InvocationSurroundings {
  readonly principals: Principals;
  /** Default: all functions run here. */
  readonly elsewhere?: Elsewhere;
}

/** Where functions run that don't run here, and what brings their calls back. */
export interface Elsewhere {
  readonly endpoints: FunctionEndpoints;
  /** The port of the engine, on loopback. */
  readonly port: number;
  readonly region: string;
}

/** A function that is there and can't be run: why. */
export class UnplayableFunction extends Error {
  readonly name = 'UnplayableFunction';

  constructor(functionName: string, why: string) {
    super(`the function ${functionName} isn't run: ${why}`);
  }
}

/** A function's invocation with this request; an `UnplayableFunction` when the function can't be run. */
export function invocationOf(invoked: InvocableFunction, surroundings: InvocationSurroundings, request: InvocationRequest): AnyInvocation {
  const { name, version, timeoutSeconds, reservedConcurrency = { value: undefined } } = invoked;
  const here = settingsHere(invoked, surroundings.principals);
  const address = surroundings.elsewhere?.endpoints.find(invoked, 'value' in here);
  if (!address && 'problem' in here) {
    throw new UnplayableFunction(name, `${here.problem}; \`lambdaEndpoints\` (\`--lambda-endpoint\`) can name where else on this machine it runs`);
  }
  const { requestId, event } = request;
  const about = {
    requestId,
    event,
    functionName: name,
    timeoutMilliseconds: known(timeoutSeconds, name) * 1000,
    reservedConcurrency: known(reservedConcurrency, name),
  };
  if (address) {
    tellElsewhere(invoked, address, surroundings);
    return { ...about, ...address };
  }
  tellPlaceholders(invoked);
  // what is spread comes last: where it is first, V8 takes many times as long
  return { functionVersion: version, ...request, ...about, ...known(here, name) };
}

type SettingsHere = Pick<Invocation, 'code' | 'handler' | 'environment' | 'principal'>;

/** What a process of the function is made from, or why there is none. */
function settingsHere({ runnable, roleArn }: InvocableFunction, principals: Principals): Later<SettingsHere> {
  if ('problem' in runnable) return runnable;
  if ('problem' in roleArn) return roleArn;
  const principal = principals.byArn(roleArn.value);
  if (!principal) return { problem: `its role ${roleArn.value} isn't in the stacks that are deployed here` };
  const { placeholders: _told, ...settings } = runnable.value;
  return { value: { principal, ...settings } };
}

function known<Value>(later: Later<Value>, functionName: string): Value {
  if ('problem' in later) throw new UnplayableFunction(functionName, later.problem);
  return later.value;
}

/** Functions that something was told of: most of an app never run, and what runs is told of once. */
const told = new WeakSet<InvocableFunction['runnable']>();

function isFirst({ runnable }: InvocableFunction): boolean {
  const isNew = !told.has(runnable);
  told.add(runnable);
  return isNew;
}

/** What stands in for a value is told with the first run. */
function tellPlaceholders(invoked: InvocableFunction): void {
  const { name, warn, runnable } = invoked;
  const placeholders = 'value' in runnable ? runnable.value.placeholders ?? [] : [];
  if (!isFirst(invoked)) return;
  for (const placeholder of placeholders) warn?.(`the function ${name} gets a placeholder in its environment: ${placeholder}`);
}

/** What a function's calls do there is out of reach here. The key can be given to it before it is deployed here: a role's name is random. */
function tellElsewhere(invoked: InvocableFunction, { url }: InvokeAddress, { principals, elsewhere }: InvocationSurroundings): void {
  const { name, paths, warn, roleArn } = invoked;
  const ofRole = 'value' in roleArn ? principals.putKey(roleArn.value, `function ${paths.at(-1)}`) : undefined;
  if (!isFirst(invoked)) return;
  const { port, region } = elsewhere!;
  const key = ofRole ?? '<that of a role: its own isn\'t in the stacks that are deployed here>';
  warn?.(`the function ${name} runs at ${url}, with the code, the environment and the credentials that it has there, and so its calls may get `
    + 'to a real account. They come here, and its role\'s policies are enforced, if it is given '
    + `AWS_ENDPOINT_URL=http://127.0.0.1:${port} (in Docker Desktop's containers http://host.docker.internal:${port}; \`port\` keeps it), `
    + `AWS_ACCESS_KEY_ID=${key} (the same in every run), AWS_SECRET_ACCESS_KEY=${SECRET_ACCESS_KEY} and AWS_REGION=${region}`);
}
