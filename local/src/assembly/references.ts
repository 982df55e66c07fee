import { attributeReference } from './attribute-reference';
import { subParts } from './substitution';
import { intrinsicOf, isJsonList, isJsonObject, type Json } from './template';

/**
 * The names that a part of a template refers to, by `Ref`, `Fn::GetAtt` and `Fn::Sub`: what has to be there before it.
 * @param conditionHolds decides which branch of `Fn::If` counts
 */
export function referencesIn(value: Json, conditionHolds: (name: string) => boolean): Set<string> {
  return new Set(names(value, conditionHolds));
}

function names(value: Json, conditionHolds: (name: string) => boolean): string[] {
  const { name, argument = null } = intrinsicOf(value) ?? {};
  if (name === 'Ref' && typeof argument === 'string') return [argument];
  if (name === 'Fn::GetAtt') return [attributeReference(argument)?.logicalId ?? []].flat();
  if (name === 'Fn::Sub') return namesInSub(argument, conditionHolds);
  if (name === 'Fn::If' && isJsonList(argument) && typeof argument[0] === 'string') {
    return names(argument[conditionHolds(argument[0]) ? 1 : 2], conditionHolds);
  }
  const children = isJsonList(value) || isJsonObject(value) ? Object.values(value) as readonly Json[] : [];
  return children.flatMap((child) => names(child, conditionHolds));
}

function namesInSub(argument: Json, conditionHolds: (name: string) => boolean): string[] {
  const [text, variables] = isJsonList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isJsonObject(variables)) return [];
  const inText = subParts(text).flatMap((part) => 'variable' in part && !Object.hasOwn(variables, part.variable) ? [part.variable.split('.')[0]] : []);
  return [...inText, ...names(variables, conditionHolds)];
}
