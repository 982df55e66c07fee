import { type ConditionContext, conditionsHold } from './condition';
import { listOf, type OneOrMany, type PolicyDocument, type Statement, type UnknownPart } from './document';
import { patternOf } from './pattern';
import type { Principal } from './principals';
import { UnsupportedPolicyError } from './unsupported-policy';

/** Whether something is the case, or what would have to be known to say so. */
type Answer = boolean | UnknownPart;

/** A statement with its patterns ready. */
interface CompiledStatement {
  readonly allows: boolean;
  readonly statement: Statement;
  readonly matchesAction: (action: string) => Answer;
  readonly matchesResource: (resource: string) => Answer;
  readonly unknownCondition?: UnknownPart;
}

/** A statement that is, or may be, about an action. */
interface StatementOnAction extends CompiledStatement {
  readonly ofAction: true | UnknownPart;
}

const compiled = new WeakMap<PolicyDocument, CompiledStatement[]>();

/** By action: a job asks about the same one for each task. */
const onActions = new WeakMap<Principal['policies'], Map<string, readonly StatementOnAction[]>>();

/**
 * Whether a role's policies let it do something: a Deny that applies wins, then an Allow, and without either it is
 * denied. What else could decide is in `not-evaluated.ts`.
 * What a policy says beyond that, and what of it can't be known, is an {@link UnsupportedPolicyError}, as soon as it
 * decides about a call.
 */
export function authorize(principal: Principal, action: string, resource: string, context: ConditionContext = {}): 'allowed' | 'denied' {
  let isAllowed = false;
  let isDenied = false;
  const open: { readonly allows: boolean; readonly answer: UnknownPart }[] = [];
  for (const statement of statementsOn(action, principal.policies)) {
    const answer = applies(statement, resource, () => ({ 'aws:PrincipalArn': principal.arn, ...context }));
    if (typeof answer === 'object') open.push({ allows: statement.allows, answer });
    else if (answer && statement.allows) isAllowed = true;
    else if (answer) isDenied = true;
  }
  if (isDenied) return 'denied';
  const decisive = open.find(({ allows }) => !allows || !isAllowed);
  if (decisive) throw new UnsupportedPolicyError(`whether ${principal.arn} may call ${action} depends on what isn't known here: ${decisive.answer.unknown}`);
  return isAllowed ? 'allowed' : 'denied';
}

function applies(
  { statement, ofAction, matchesResource, unknownCondition }: StatementOnAction, resource: string, context: () => ConditionContext,
): Answer {
  const ofResource = matchesResource(resource);
  if (!ofResource) return false;
  if (statement.Condition && !unknownCondition && !conditionsHold(statement.Condition, context())) return false;
  if (typeof ofAction === 'object') return ofAction;
  return typeof ofResource === 'object' ? ofResource : unknownCondition ?? true;
}

function statementsOn(action: string, policies: Principal['policies']): readonly StatementOnAction[] {
  const known = onActions.get(policies)?.get(action);
  if (known) return known;
  const found = policies.flatMap(statementsOf).flatMap((statement) => {
    const ofAction = statement.matchesAction(action);
    return ofAction ? { ...statement, ofAction } : [];
  });
  onActions.set(policies, (onActions.get(policies) ?? new Map<string, readonly StatementOnAction[]>()).set(action, found));
  return found;
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
    unknownCondition: unknownIn(statement.Condition),
  };
}

type Patterns = OneOrMany<string | UnknownPart> | undefined;

function matcher(member: string, included: Patterns, excluded: Patterns, flags = ''): (text: string) => Answer {
  if ((included === undefined) === (excluded === undefined)) {
    throw new UnsupportedPolicyError(`a role's policy statement must have either \`${member}\` or \`Not${member}\``);
  }
  const parts = listOf(included ?? excluded);
  const unknown = parts.find((part) => typeof part === 'object');
  const patterns = parts.flatMap((part) => typeof part === 'string' ? patternOf(part, flags) : []);
  return (text) => {
    const isListed = patterns.some((pattern) => pattern.test(text));
    return !isListed && unknown ? unknown : isListed === (included !== undefined);
  };
}

function unknownIn(value: unknown): UnknownPart | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('unknown' in value) return value as UnknownPart;
  return Object.values(value).map(unknownIn).find((part) => part !== undefined);
}
