import type { Tag } from './object-store';
import { S3Error } from './s3-error';

/** S3's limits for the tags of an object, in characters. S3 User Guide, "Categorizing your storage using tags". */
const LIMITS = { count: 10, key: 128, value: 256 };

/** Letters, digits, spaces and a few signs of all scripts. The same section. */
const CHARACTERS = /^[\p{L}\p{N}\p{Z}+\-=._:/@]*$/u;

/** Refuses a tag set that S3 wouldn't put on an object. */
export function checkObjectTags(tagSet: readonly Tag[]): void {
  if (tagSet.length > LIMITS.count) throw new S3Error(400, 'BadRequest', `Object tags cannot be greater than ${LIMITS.count}`);
  if (new Set(tagSet.map(({ Key }) => Key)).size < tagSet.length) throw invalidTag('two tags have the same key');
  for (const { Key, Value } of tagSet) {
    if (Key.length === 0 || Key.length > LIMITS.key) throw invalidTag(`a tag's key must have 1 to ${LIMITS.key} characters, got: ${Key}`);
    if (Value.length > LIMITS.value) throw invalidTag(`a tag's value may have ${LIMITS.value} characters, got: ${Value}`);
    if (isReserved(Key)) throw invalidTag(`a tag's key must not begin with aws:, got: ${Key}`);
    for (const text of [Key, Value]) {
      if (!CHARACTERS.test(text)) throw invalidTag(`a tag has letters, digits, spaces and + - = . _ : / @ alone, got: ${text}`);
    }
  }
}

/** Whether a tag's key is AWS's own. S3 User Guide, "Categorizing your storage using tags", also of jobs. */
export function isReserved(key: string): boolean {
  return key.startsWith('aws:');
}

function invalidTag(message: string): S3Error {
  return new S3Error(400, 'InvalidTag', message);
}
