import { Token } from 'aws-cdk-lib';
import { characterCount, show } from '../checks';
import { USER_ARGUMENTS } from '../limits';
import { isMap } from '../string-maps';

/** Unless `value` is a map of as many arguments, and as long ones, as S3 takes. */
export function userArgumentProblems(path: string, value: unknown): string[] {
  if (!isMap(value)) {
    return [`\`${path}\` must be arguments by their keys, as in { algorithm: 'sha256' }, got: ${show(value)}`];
  }
  const { count, keyLength } = USER_ARGUMENTS;
  const entries = Object.entries(value);
  return [
    ...(entries.length >= 1 && entries.length <= count ? [] : [`\`${path}\` must hold 1 to ${count} arguments or be left out, got: ${entries.length}`]),
    ...entries.filter(([key]) => Token.isUnresolved(key)).map(() => `a key of \`${path}\` must be known at synth, got: a value known at deployment`),
    ...entries.filter(([key]) => !Token.isUnresolved(key) && (key === '' || characterCount(key) > keyLength))
      .map(([key]) => `a key of \`${path}\` must have 1 to ${keyLength} characters, got: ${show(key)}`),
    ...entries.flatMap(([key, argument]) => valueProblems(`${path}[${show(key)}]`, argument)),
  ];
}

function valueProblems(path: string, value: unknown): string[] {
  return Token.isUnresolved(value) || (typeof value === 'string' && characterCount(value) <= USER_ARGUMENTS.valueLength)
    ? []
    : [`\`${path}\` must be a string of at most ${USER_ARGUMENTS.valueLength} characters, got: ${show(value)}`];
}
