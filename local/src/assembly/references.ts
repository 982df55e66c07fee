import { attributeReference } from './attribute-reference';
import { subParts } from './substitution';
import { intrinsicOf, isJsonList, isJsonObject, type Json } from './template';

/** Whether a condition holds; undefined when that can't be known, and both branches of its `Fn::If` count. */
export type Branches = (condition: string) => boolean | undefined;

/**
 * The names that a part of a template refers to, by `Ref`, `Fn::GetAtt` and `Fn::Sub`: what has to be there before it.
 * @param branches decides which branch of `Fn::If` counts
 */
export function referencesIn(value: Json, branches: Branches): Set<string> {
  return new Set(names(value, branches));
}

/** The arguments of `Fn::ImportValue` in a part of a template. */
export function importsIn(value: Json, branches: Branches): Json[] {
  const { name, argument = null } = intrinsicOf(value) ?? {};
  return name === 'Fn::ImportValue' ? [argument] : partsOf(value, branches).flatMap((part) => importsIn(part, branches));
}

function names(value: Json, branches: Branches): string[] {
  const { name, argument = null } = intrinsicOf(value) ?? {};
  if (name === 'Ref' && typeof argument === 'string') return [argument];
  if (name === 'Fn::GetAtt') return [attributeReference(argument)?.logicalId ?? []].flat();
  if (name === 'Fn::Sub') return namesInSub(argument, branches);
  return partsOf(value, branches).flatMap((part) => names(part, branches));
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

function namesInSub(argument: Json, branches: Branches): string[] {
  const [text, variables] = isJsonList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isJsonObject(variables)) return [];
  const inText = subParts(text).flatMap((part) => 'variable' in part && !Object.hasOwn(variables, part.variable) ? [part.variable.split('.')[0]] : []);
  return [...inText, ...names(variables, branches)];
}
