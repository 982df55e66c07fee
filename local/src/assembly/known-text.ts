import { resolveText, type Scope } from './resolve';
import type { Json } from './template';
import { UnresolvedError } from './unresolved-error';

/** The text that a part of a template comes to; undefined when that can't be told. */
export function knownText(value: Json, path: string, scope: Scope): string | undefined {
  try {
    return resolveText(value, path, scope);
  } catch (error) {
    if (error instanceof UnresolvedError) return undefined;
    throw error;
  }
}
