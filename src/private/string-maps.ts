import { Token } from 'aws-cdk-lib';
import type { Tag } from './contract';

/** Of no class: what an object literal or another language's map is. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // another realm has another Object.prototype, and none of them has a prototype
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether `value` is a map whose keys synth knows. What has a class, as JavaScript's own maps, doesn't hold its entries as members. */
export function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return isPlainObject(value) && !Token.isUnresolved(value);
}

/** Some languages hand a map over in another order at every synth, and the template shall not change with it. */
export function sortedEntries<T>(map: { readonly [key: string]: T }): [string, T][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A map of tags as the API spells it; of tags with problems, with values that are no text. */
export function tagList(tags: { readonly [key: string]: unknown }): Tag[] {
  return sortedEntries(tags).map(([Key, Value]) => ({ Key, Value: Value as string }));
}
