import { resolveText, type Scope } from './resolve';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './template';
import { UnresolvedError } from './unresolved-error';

/** Whether a condition of a template holds; one that there isn't is an {@link UnresolvedError} at the place that asks. */
export function conditionHolds(conditions: JsonObject, name: string, path: string, scope: Scope): boolean {
  if (!Object.hasOwn(conditions, name)) throw new UnresolvedError(path, `the template has no condition \`${name}\``);
  return holds(conditions[name], `Conditions.${name}`, scope);
}

type Evaluation = (operands: readonly Json[], path: string, scope: Scope) => boolean;

const EVALUATIONS: { readonly [intrinsic: string]: Evaluation } = {
  'Fn::Equals': ([left, right], path, scope) => resolveText(left, path, scope) === resolveText(right, path, scope),
  'Fn::And': (operands, path, scope) => operands.every((operand) => holds(operand, path, scope)),
  'Fn::Or': (operands, path, scope) => operands.some((operand) => holds(operand, path, scope)),
  'Fn::Not': ([operand], path, scope) => !holds(operand, path, scope),
};

function holds(value: Json, path: string, scope: Scope): boolean {
  const [name, argument] = isJsonObject(value) ? Object.entries(value)[0] ?? [] : [];
  if (name === 'Condition' && typeof argument === 'string') return scope.condition(argument, path);
  if (name === undefined || !Object.hasOwn(EVALUATIONS, name) || !isJsonList(argument)) {
    throw new UnresolvedError(path, `a condition must be one of ${Object.keys(EVALUATIONS).join(', ')} or Condition, got: ${JSON.stringify(value)}`);
  }
  return EVALUATIONS[name](argument, path, scope);
}
