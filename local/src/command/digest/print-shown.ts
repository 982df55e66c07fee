import { item } from './digest-item';
import type { ShownObject } from './run-digest';
import type { ObjectDescription } from '../../cloud/cloud';

/** The lines of an object that a user wanted to see. */
export function shownLines({ bucket, key, before, after }: ShownObject): string[] {
  return [
    ...item(`s3://${bucket}/${key}`),
    ...item(`before: ${descriptionText(before)}`, 4),
    ...item(`after:  ${descriptionText(after)}`, 4),
  ];
}

function descriptionText(description: ObjectDescription | undefined): string {
  if (!description) return 'there is none';
  const { tags, storageClass, encryption, retention, legalHold, restoration, replicationStatus } = description;
  const { state, expires } = restoration ?? {};
  return [
    storageClass,
    ...encryption ? [encryption.type] : [],
    ...retention ? [`${retention.mode} until ${retention.retainUntil.toISOString()}`] : [],
    ...legalHold === 'ON' ? ['legal hold'] : [],
    ...state ? [`restoration ${state}${expires ? ` until ${expires.toISOString()}` : ''}`] : [],
    ...replicationStatus ? [`replication ${replicationStatus}`] : [],
    tagText(tags),
  ].join(', ');
}

function tagText(tags: ObjectDescription['tags']): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? 'no tags' : `tags ${pairs.join(' ')}`;
}
