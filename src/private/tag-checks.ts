import { Token } from 'aws-cdk-lib';
import { show } from './checks';
import type { Tag } from './contract';
import { OBJECT_TAGS, TAG_CHARACTERS } from './limits';

const CHARACTERS = 'letters, digits, spaces and _ . : / = + - @';

/** Tags that S3 would refuse, of an object or of a job: the lengths and the characters are the same. */
export function tagProblems(path: string, tags: readonly Tag[], mostTags: number): string[] {
  return [
    ...(tags.length > mostTags ? [`\`${path}\` must hold at most ${mostTags} tags, got: ${tags.length}`] : []),
    ...tags.flatMap((tag) => [...keyProblems(path, tag.Key), ...valueProblems(path, tag)]),
  ];
}

function keyProblems(path: string, key: string): string[] {
  return Token.isUnresolved(key) || (key.length >= 1 && key.length <= OBJECT_TAGS.keyLength && TAG_CHARACTERS.test(key))
    ? []
    : [`a key of \`${path}\` must have 1 to ${OBJECT_TAGS.keyLength} characters, of ${CHARACTERS}, got: ${show(key)}`];
}

function valueProblems(path: string, { Key, Value }: Tag): string[] {
  return Token.isUnresolved(Value) || (typeof Value === 'string' && Value.length <= OBJECT_TAGS.valueLength && TAG_CHARACTERS.test(Value))
    ? []
    : [`\`${path}[${show(Key)}]\` must be a string of at most ${OBJECT_TAGS.valueLength} characters, of ${CHARACTERS}, got: ${show(Value)}`];
}
