import { Token } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { isPattern } from './key-pattern';
import { BUCKET_ARN, DIRECTORY_BUCKET_ARN } from './limits';

/** Longest part of a value that a problem quotes, in characters. */
const QUOTED = 60;

/** A value as a problem shows it. */
export function show(value: unknown): string {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    return Array.isArray(value) ? 'a list' : showObject(value);
  }
  if (typeof value === 'string') {
    const characters = [...value];
    return characters.length > QUOTED
      ? `${JSON.stringify(characters.slice(0, QUOTED).join(''))}… (${characters.length} characters)`
      : JSON.stringify(value);
  }
  return typeof value === 'function' ? 'a function' : String(value);
}

function showObject(value: object): string {
  // a stack has a `resolve` of its own, and is no token for that; the classes of tokens are the CDK's own business
  return Token.isUnresolved(value) && !Construct.isConstruct(value) ? 'an object known only at deployment' : `an object of ${value.constructor?.name ?? 'no class'}`;
}

/** How many Unicode characters a text has, which is what the service model counts: one beyond U+FFFF is one. */
export function characterCount(text: string): number {
  return [...text].length;
}

/** Unless `value` is absent, only known at deployment, or a string of 1 to `longest` characters. */
export function textProblems(path: string, value: unknown, longest: number): string[] {
  return value === undefined || isText(value, longest) ? [] : [`\`${path}\` must have 1 to ${longest} characters or be left out, got: ${show(value)}`];
}

/** Unless `value` is only known at deployment or a string of 1 to `longest` characters. */
export function requiredTextProblems(path: string, value: unknown, longest: number): string[] {
  return isText(value, longest) ? [] : [`\`${path}\` must have 1 to ${longest} characters, got: ${show(value)}`];
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && (Token.isUnresolved(value) || (value !== '' && characterCount(value) <= longest));
}

/** Unless `value` is absent, only known at deployment, or the id of an AWS account. */
export function accountProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  return typeof value === 'string' && (Token.isUnresolved(value) || /^\d{12}$/.test(value)) ? [] : [`\`${path}\` must be an account id, a string of 12 digits, got: ${show(value)}`];
}

/** Unless `value` is absent, only known at deployment, or a whole number of the range. */
export function wholeNumberProblems(path: string, value: unknown, { min, max }: { readonly min: number; readonly max: number }): string[] {
  if (value === undefined || (typeof value === 'number' && Token.isUnresolved(value))) {
    return [];
  }
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
    ? []
    : [`\`${path}\` must be a whole number from ${min} to ${max}, got: ${show(value)}`];
}

/** Unless `value` is absent, or true or false: a boolean can't be one that only the deployment knows. */
export function booleanProblems(path: string, value: unknown): string[] {
  return value === undefined || typeof value === 'boolean' ? [] : [`\`${path}\` must be true or false, got: ${show(value)}`];
}

/** Unless `value` is absent or of an enum. */
export function enumProblems(path: string, value: unknown, values: { readonly [name: string]: string }, enumName: string): string[] {
  return value === undefined || Object.values<unknown>(values).includes(value)
    ? []
    : [`\`${path}\` must be one of ${Object.keys(values).map((name) => `${enumName}.${name}`).join(', ')}, got: ${show(value)}`];
}

/** What a struct may hold. The compiler complains of a table that lacks an option of a new version of the struct. */
export type KnownOptions<Struct> = { readonly [option in keyof Required<Struct>]: true };

/**
 * Options that a struct doesn't have, which JavaScript lets through: a misspelt one would be left out in silence.
 * @param path of the struct; empty for the props of the job themselves
 */
export function unknownOptionProblems(path: string, options: object | undefined, known: { readonly [option: string]: true }): string[] {
  return Object.entries(options ?? {})
    .filter(([name, value]) => value !== undefined && !Object.hasOwn(known, name))
    .map(([name]) => `\`${path === '' ? name : `${path}.${name}`}\` is no option; there are: ${Object.keys(known).join(', ')}`);
}

/** Unless `value` is a construct that stands for a bucket: a pattern, an object or an access point in its place would let the role do more, or nothing. */
export function bucketProblems(path: string, value: unknown): string[] {
  if (!isBucket(value)) {
    return [`\`${path}\` must be a bucket; use Bucket.fromBucketName for one that exists already, got: ${show(value)}`];
  }
  const { bucketRef: { bucketArn }, encryptionKey } = value;
  return [
    ...(isBucketArn(bucketArn) ? [] : [`\`${path}\` must have the ARN of a bucket, as in arn:aws:s3:::logs, and of nothing else, got: ${show(bucketArn)}`]),
    ...keyArnProblems(`${path}.encryptionKey`, encryptionKey?.keyArn),
  ];
}

function isBucket(value: unknown): value is s3refs.IBucketRef & Pick<s3.IBucket, 'encryptionKey'> {
  return Construct.isConstruct(value) && typeof (value as Partial<s3refs.IBucketRef>).bucketRef?.bucketArn === 'string';
}

/** What only the deployment knows of an ARN is taken to be right. */
function isBucketArn(arn: string): boolean {
  return Token.isUnresolved(arn) ? !isPattern(arn) && !/:s3:::[^/]*\//.test(arn) : BUCKET_ARN.test(arn) || DIRECTORY_BUCKET_ARN.test(arn);
}

/** Unless an ARN is that of one key: a policy would take a pattern for many. */
export function keyArnProblems(path: string, arn: unknown): string[] {
  return typeof arn === 'string' && isPattern(arn) ? [`\`${path}\` must have the ARN of one key, without * and ?, got: ${show(arn)}`] : [];
}
