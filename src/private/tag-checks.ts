import { Token } from 'aws-cdk-lib';
import { characterCount, show } from './checks';
import type { Tag } from './contract';
import { OBJECT_TAGS, RESERVED_TAG_PREFIX, TAG_CHARACTERS } from './limits';
import { isMap, tagList } from './string-maps';

const CHARACTERS = 'letters, digits, spaces and _ . : / = + - @';

/** How the length of a text is counted. */
type LengthOf = (text: string) => number;

/**
 * Unless `value` is tags that an object can have, by their keys.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export function objectTagProblems(path: string, value: unknown): string[] {
  return isMap(value)
    // unlike a job's, an object's tags are counted in UTF-16
    ? tagProblems(path, tagList(value), OBJECT_TAGS.count, (text) => text.length)
    : [`\`${path}\` must be tags by their keys, as in { retention: 'short' }, got: ${show(value)}`];
}

/** Tags that S3 would refuse, of an object or of a job: the limits and the characters are the same. */
export function tagProblems(path: string, tags: readonly Tag[], mostTags: number, lengthOf: LengthOf = characterCount): string[] {
  return [
    ...(tags.length > mostTags ? [`\`${path}\` must hold at most ${mostTags} tags, got: ${tags.length}`] : []),
    ...tags.flatMap((tag) => [...keyProblems(path, tag.Key, lengthOf), ...valueProblems(path, tag, lengthOf)]),
  ];
}

function keyProblems(path: string, key: string, lengthOf: LengthOf): string[] {
  if (Token.isUnresolved(key)) {
    return [];
  }
  if (key.startsWith(RESERVED_TAG_PREFIX)) {
    return [`a key of \`${path}\` must not start with ${RESERVED_TAG_PREFIX}, which AWS keeps to its own tags, got: ${show(key)}`];
  }
  return key !== '' && lengthOf(key) <= OBJECT_TAGS.keyLength && TAG_CHARACTERS.test(key)
    ? []
    : [`a key of \`${path}\` must have 1 to ${OBJECT_TAGS.keyLength} characters, of ${CHARACTERS}, got: ${show(key)}`];
}

function valueProblems(path: string, { Key, Value }: Tag, lengthOf: LengthOf): string[] {
  return Token.isUnresolved(Value) || (typeof Value === 'string' && lengthOf(Value) <= OBJECT_TAGS.valueLength && TAG_CHARACTERS.test(Value))
    ? []
    : [`\`${path}[${show(Key)}]\` must be a string of at most ${OBJECT_TAGS.valueLength} characters, of ${CHARACTERS}, got: ${show(Value)}`];
}
