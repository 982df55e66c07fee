import { attributeReference } from './attribute-reference';
import { subParts } from './substitution';
import { intrinsicOf, isJsonList, isJsonObject, type Json } from './template';

/** Whether a condition holds; undefined when that can't be known, and both branches of its `Fn::If` count. */
export type Branches = (condition: string) => boolean | undefined;

/** What a part of a template reads by name: a resource, one attribute of it, or a parameter. */
export interface Read {
  readonly name: string;
  /** Undefined of `Ref`, and when it is left to a parameter. */
  readonly attribute?: string;
}

/**
 * The names that a part of a template refers to, by `Ref`, `Fn::GetAtt` and `Fn::Sub`: what has to be there before it.
 * @param branches decides which branch of `Fn::If` counts
 */
export function referencesIn(value: Json, branches: Branches): Set<string> {
  return new Set(readsIn(value, branches).map(({ name }) => name));
}

/** What a part of a template reads, by `Ref`, `Fn::GetAtt` and `Fn::Sub`. */
export function readsIn(value: Json, branches: Branches): Read[] {
  const { name, argument = null } = intrinsicOf(value) ?? {};
  if (name === 'Ref' && typeof argument === 'string') return [{ name: argument }];
  if (name === 'Fn::GetAtt') return attributeIn(argument);
  if (name === 'Fn::Sub') return readsInSub(argument, branches);
  return partsOf(value, branches).flatMap((part) => readsIn(part, branches));
}

/** The arguments of `Fn::ImportValue` in a part of a template. */
export function importsIn(value: Json, branches: Branches): Json[] {
  return argumentsIn(value, branches, 'Fn::ImportValue');
}

/** The arguments of `Fn::GetStackOutput` in a part of a template. */
export function stackOutputsIn(value: Json, branches: Branches): Json[] {
  return argumentsIn(value, branches, 'Fn::GetStackOutput');
}

function argumentsIn(value: Json, branches: Branches, intrinsic: string): Json[] {
  const { name, argument = null } = intrinsicOf(value) ?? {};
  return name === intrinsic ? [argument] : partsOf(value, branches).flatMap((part) => argumentsIn(part, branches, intrinsic));
}

function attributeIn(argument: Json): Read[] {
  const { logicalId, attribute } = attributeReference(argument) ?? {};
  if (logicalId === undefined) return [];
  return [{ name: logicalId, ...(typeof attribute === 'string' && { attribute }) }];
}

/** What a value is made of; of `Fn::If` only what counts. */
function partsOf(value: Json, branches: Branches): readonly Json[] {
  const { name, argument = null } = intrinsicOf(value) ?? {};
  if (name === 'Fn::If' && isJsonList(argument) && typeof argument[0] === 'string') {
    const holds = branches(argument[0]);
    return argument.slice(holds === false ? 2 : 1, holds === true ? 2 : 3);
  }
  return isJsonList(value) || isJsonObject(value) ? Object.values(value) as readonly Json[] : [];
}

function readsInSub(argument: Json, branches: Branches): Read[] {
  const [text, variables] = isJsonList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isJsonObject(variables)) return [];
  const named = subParts(text).flatMap((part) => 'variable' in part && !Object.hasOwn(variables, part.variable) ? [part.variable] : []);
  const inText = named.flatMap((variable) => variable.includes('.') ? attributeIn(variable) : [{ name: variable }]);
  return [...inText, ...readsIn(variables, branches)];
}
