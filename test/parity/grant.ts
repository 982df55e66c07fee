import { actionsMatching } from './service-authorization';
import { listOf, type PolicyDocument, type Statement } from '../../local/src/policy/document';

/** The least that a policy can allow: one action on one resource, as the policy names it. */
export interface Grant {
  readonly role: RoleName;
  readonly action: string;
  readonly resource: string;
  readonly condition?: Statement['Condition'];
}

/** The two roles that the constructs make. */
export type RoleName = 'job' | 'handler';

/** What a role's policies allow, each thing once; patterns of actions are taken apart. */
export function grantsIn(role: RoleName, policies: readonly PolicyDocument[]): Grant[] {
  const grants = policies.flatMap(({ Statement: statements }) => listOf(statements)).flatMap((statement) => grantsOf(role, statement));
  return [...new Map(grants.map((grant) => [nameOf(grant), grant])).values()];
}

function grantsOf(role: RoleName, { Effect, Action, Resource, Condition }: Statement): Grant[] {
  if (Effect !== 'Allow' || Action === undefined || Resource === undefined) throw new Error('the policies must allow actions on resources, and nothing else');
  return listOf(Action).flatMap((pattern) => actionsMatching(pattern))
    .flatMap((action) => listOf(Resource).map((resource) => ({ role, action, resource, ...(Condition && { condition: Condition }) })));
}

/** A policy that allows these. */
export function policyOf(grants: readonly Grant[]): PolicyDocument {
  return { Statement: grants.map(({ action, resource, condition }) => ({ Effect: 'Allow', Action: action, Resource: resource, Condition: condition })) };
}

/** For people, and to tell grants apart. */
export function nameOf({ role, action, resource, condition }: Grant): string {
  return `${action} on ${resource} of the ${role}'s role${condition ? `, where ${JSON.stringify(condition)}` : ''}`;
}
