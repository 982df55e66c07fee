import { Token } from 'aws-cdk-lib';
import type { Tag } from './contract';

/** Whether `value` is a map whose keys synth knows. */
export function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Token.isUnresolved(value);
}

/** Some languages hand a map over in another order at every synth, and the template shall not change with it. */
export function sortedEntries<T>(map: { readonly [key: string]: T }): [string, T][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A map of tags as the API spells it. */
export function tagList(tags: { readonly [key: string]: string }): Tag[] {
  return sortedEntries(tags).map(([Key, Value]) => ({ Key, Value }));
}
