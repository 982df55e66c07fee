import { resolve, type Scope, withinData } from './resolve';
import { intrinsicOf, isJsonList, type Json } from './template';
import { UnknownValueError } from './unresolved-error';

/** Says what stands in the place of a value that can't be known. */
export type StandIn = (unknown: UnknownValueError) => Json;

/**
 * The value that a part of a template comes to, with stand-ins for what can't be known here: for the whole of what would
 * have been computed from it, not for a piece of a text.
 */
export function resolveKnownPart(value: Json, path: string, scope: Scope, standIn: StandIn): Json | undefined {
  const within = (part: Json, partPath: string) => resolveKnownPart(part, partPath, scope, standIn);
  const intrinsic = intrinsicOf(value);
  if (!intrinsic) return withinData(value, path, within);
  if (intrinsic.name === 'Fn::If' && isJsonList(intrinsic.argument) && typeof intrinsic.argument[0] === 'string') {
    const [condition, then, otherwise] = intrinsic.argument;
    return within(scope.condition(String(condition), path) ? then : otherwise, path);
  }
  try {
    return resolve(value, path, scope);
  } catch (error) {
    if (error instanceof UnknownValueError) return standIn(error);
    throw error;
  }
}
