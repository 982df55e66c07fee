import { Account, type AccountOptions, type Handler, type SharedServer } from './account';
import { askedHandler } from './asked-handler';
import { synthesized, type Declaration } from './declaration';
import { grantsIn, policyOf, type Grant, type RoleName } from './grant';
import { KEYS } from './manifests';
import { handlersPart, repeatedHandler, type HandlersPart } from './repeated-handler';
import { seed } from './seeding';
import type { StackArtifact } from '../../local/src/assembly/cloud-assembly';
import { patternOf } from '../../local/src/policy/pattern';

/** What a run of a trial came to. */
export interface Verdict {
  /** Why it didn't come to what it should; undefined where it did. */
  readonly failure?: string;
  readonly grants: readonly Grant[];
  /** Whether a call was recorded that the grant allows. */
  readonly uses: (grant: Grant) => boolean;
}

/** Changes what the roles may do, before anything is done in their names. */
export type PolicyChange = (grants: readonly Grant[]) => readonly Grant[];

/** Something that has to succeed with the policies as the constructs derive them. Each run has an account of its own. */
export interface Trial {
  readonly name: string;
  run(change?: PolicyChange): Promise<Verdict>;
  /** Runs it again with what the handler did then, where only the job's role is looked at. */
  repeat?(change?: PolicyChange): Promise<Verdict>;
}

/** A trial of the handler. */
export interface HandlerTrial extends Pick<AccountOptions, 'stepMilliseconds'> {
  readonly name: string;
  readonly declaration: Declaration;
  /** What somebody does before the handler is first asked. Default: nothing. */
  readonly meanwhile?: (account: Account) => Promise<void>;
  /** What is done with the account; resolves to what went wrong. */
  readonly course: (account: Account) => Promise<string | undefined>;
}

export function handlerTrial(trial: HandlerTrial, server: SharedServer): Trial {
  return { name: trial.name, run: async (change) => (await verdictOn(trial, { server, handler: askedHandler(server.url) }, change)).verdict };
}

/** The trial of a job that is created and watched to its end. */
export function jobTrial(declaration: Declaration, server: SharedServer): Trial {
  let stack: StackArtifact | undefined;
  let part: HandlersPart | undefined;
  const trial: HandlerTrial = {
    name: declaration.scenario,
    declaration,
    course: (account) => deployed(account, stack ??= synthesized(declaration)),
  };
  const judged = async (handler: Handler, change?: PolicyChange) => verdictOn(trial, { server, handler }, change);
  return {
    name: trial.name,
    run: async (change) => {
      const { verdict, account } = await judged(askedHandler(server.url), change);
      if (verdict.failure === undefined) part = await handlersPart(account);
      return verdict;
    },
    repeat: async (change) => (await judged(repeatedHandler(part!), change)).verdict,
  };
}

/** What the constructs derive for a job: nothing is run. */
export async function derivedGrants(declaration: Declaration, server: SharedServer): Promise<readonly Grant[]> {
  const handler: Handler = async () => ({ succeeded: true, reason: '', physicalId: 'none', data: {} });
  const course = async (account: Account) => (await account.deploy(synthesized(declaration))).reason;
  const { verdict: { failure, grants } } = await verdictOn({ name: 'derived', declaration, course }, { server, handler });
  if (failure !== undefined) throw new Error(failure);
  return grants;
}

/** Deploys a stack whose job shall succeed with every object. */
export async function deployed(account: Account, stack: StackArtifact): Promise<string | undefined> {
  const { status, reason } = await account.deploy(stack);
  if (status !== 'CREATE_COMPLETE') return reason;
  const { engine } = account;
  const { Status, ProgressSummary, FailureReasons = [] } = engine.describeJob(engine.listJobs().jobs[0].JobId);
  const { TotalNumberOfTasks: total, NumberOfTasksSucceeded: succeeded } = ProgressSummary!;
  if (Status === 'Complete' && total === KEYS.length && succeeded === total) return undefined;
  return `the job is ${Status}, ${succeeded} of ${total} tasks succeeded ${JSON.stringify(FailureReasons)}`;
}

async function verdictOn(
  { declaration, meanwhile, course, stepMilliseconds }: HandlerTrial, { server, handler }: Pick<AccountOptions, 'server' | 'handler'>, change?: PolicyChange,
): Promise<{ verdict: Verdict; account: Account }> {
  let grants: readonly Grant[] = [];
  const prepare = async (prepared: Account) => {
    await seed(prepared, declaration);
    await meanwhile?.(prepared);
    grants = changed(prepared, change);
  };
  const account = new Account({ server, handler, prepare, stepMilliseconds });
  const failure = await course(account);
  return { account, verdict: { ...(failure !== undefined && { failure }), grants, uses: usesIn(account) } };
}

function changed({ principals, roles }: Account, change: PolicyChange | undefined): readonly Grant[] {
  const names = Object.keys(roles) as RoleName[];
  const derived = names.flatMap((role) => grantsIn(role, principals.byArn(roles[role])!.policies));
  if (!change) return derived;
  const grants = change(derived);
  for (const role of names) principals.put(roles[role], [policyOf(grants.filter((grant) => grant.role === role))]);
  return grants;
}

function usesIn({ log, roles }: Account): Verdict['uses'] {
  return ({ role, action, resource }) => {
    const pattern = patternOf(resource);
    return log.calls.some((call) => call.principal === roles[role] && call.action === action && pattern.test(call.resource));
  };
}
