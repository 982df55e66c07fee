import type { Tag } from './object-store';
import { S3Error } from './s3-error';

/** S3's limits for the tags of an object, in characters. S3 User Guide, "Categorizing your storage using tags". */
const LIMITS = { count: 10, key: 128, value: 256 };

/** Refuses a tag set that S3 wouldn't put on an object. */
export function checkObjectTags(tagSet: readonly Tag[]): void {
  if (tagSet.length > LIMITS.count) throw new S3Error(400, 'BadRequest', `Object tags cannot be greater than ${LIMITS.count}`);
  if (new Set(tagSet.map(({ Key }) => Key)).size < tagSet.length) throw invalidTag('two tags have the same key');
  for (const { Key, Value } of tagSet) {
    if (Key.length === 0 || Key.length > LIMITS.key) throw invalidTag(`a tag's key must have 1 to ${LIMITS.key} characters, got: ${Key}`);
    if (Value.length > LIMITS.value) throw invalidTag(`a tag's value may have ${LIMITS.value} characters, got: ${Value}`);
  }
}

function invalidTag(message: string): S3Error {
  return new S3Error(400, 'InvalidTag', message);
}
