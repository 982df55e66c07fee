import { resolve, resolveText, type Scope } from './resolve';
import { isJsonList, isJsonObject, type Json, type Template } from './template';
import { UnresolvedError } from './unresolved-error';

/**
 * What `Fn::FindInMap` finds in a template's mappings. A fourth argument may have a default, as the transform
 * `AWS::LanguageExtensions` allows it.
 */
export function mappedValue({ Mappings = {} }: Template, argument: Json, path: string, scope: Scope): Json | undefined {
  const [map, first, second, options = {}, ...others] = isJsonList(argument) ? argument : [];
  if (second === undefined || others.length > 0 || !isJsonObject(options)) {
    throw new UnresolvedError(path, `\`Fn::FindInMap\` must have a mapping and two keys, got: ${JSON.stringify(argument)}`);
  }
  const keys = [map, first, second].map((key) => resolveText(key, path, scope));
  const found = keys.reduce<Json | undefined>((value, key) => isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined, Mappings);
  if (found !== undefined) return found;
  if (options.DefaultValue !== undefined) return resolve(options.DefaultValue, path, scope);
  throw new UnresolvedError(path, `the template's mappings have no ${keys.join('.')}`);
}
