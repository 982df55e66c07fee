import { type ConditionContext, conditionsHold } from './condition';
import { listOf, type PolicyDocument, type Statement } from './document';
import { patternOf } from './pattern';
import type { Principal } from './principals';
import { UnsupportedPolicyError } from './unsupported-policy';

/** A statement with its patterns ready: a job asks about the same few statements once per task. */
interface CompiledStatement {
  readonly allows: boolean;
  readonly statement: Statement;
  readonly matchesAction: (action: string) => boolean;
  readonly matchesResource: (resource: string) => boolean;
}

const compiled = new WeakMap<PolicyDocument, CompiledStatement[]>();

/**
 * Whether a role's policies let it do something: a Deny that applies wins, then an Allow, and without either it is
 * denied. Boundaries, bucket and key policies, service control policies and trust aren't evaluated.
 * What a policy says beyond that is an {@link UnsupportedPolicyError}, as soon as it decides about a call.
 */
export function authorize(principal: Principal, action: string, resource: string, context: ConditionContext = {}): 'allowed' | 'denied' {
  const fullContext = { 'aws:PrincipalArn': principal.arn, ...context };
  const applying = principal.policies.flatMap(statementsOf)
    .filter(({ matchesAction, matchesResource }) => matchesAction(action) && matchesResource(resource))
    .filter(({ statement }) => conditionsHold(statement.Condition, fullContext));
  return applying.length > 0 && applying.every(({ allows }) => allows) ? 'allowed' : 'denied';
}

function statementsOf(document: PolicyDocument): CompiledStatement[] {
  const known = compiled.get(document);
  if (known) return known;
  const statements = listOf(document.Statement).map(compile);
  compiled.set(document, statements);
  return statements;
}

const MEMBERS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function compile(statement: Statement): CompiledStatement {
  const unknown = Object.keys(statement).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined) throw new UnsupportedPolicyError(`a role's policy statement has no \`${unknown}\` here`);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw new UnsupportedPolicyError(`\`Effect\` must be Allow or Deny, got: ${statement.Effect}`);
  }
  return {
    allows: statement.Effect === 'Allow',
    statement,
    // actions are the same in any case, resources are not
    matchesAction: matcher('Action', statement.Action, statement.NotAction, 'i'),
    matchesResource: matcher('Resource', statement.Resource, statement.NotResource),
  };
}

function matcher(member: string, included: Statement['Action'], excluded: Statement['Action'], flags = ''): (text: string) => boolean {
  if ((included === undefined) === (excluded === undefined)) {
    throw new UnsupportedPolicyError(`a role's policy statement must have either \`${member}\` or \`Not${member}\``);
  }
  const patterns = listOf(included ?? excluded).map((text) => patternOf(text, flags));
  return (text) => patterns.some((pattern) => pattern.test(text)) === (included !== undefined);
}
