import { Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { resolvedEarly, resourceOfBucket } from './bucket-encryption';
import { keyArnProblems, show } from '../checks';
import { KEY_ARN } from '../limits';

/** A KMS key: a construct, or the ARN that an L1 bucket has for one. */
export type EncryptionKey = kms.IKey | string;

/** The key that a bucket is seen to encrypt with by default, unless it is AWS's own; that one lets in everyone whom S3 does. */
export function defaultKeyOf(bucket: s3refs.IBucketRef): EncryptionKey | undefined {
  const { encryptionKey } = bucket as Partial<s3.IBucket>;
  return encryptionKey ?? keyArnOfL1(bucket);
}

/** Whether a bucket may encrypt with a key that isn't seen: an imported bucket's, and an L1's that is spelled otherwise than by its ARN. */
export function mayHideKey(bucket: s3refs.IBucketRef): boolean {
  if (defaultKeyOf(bucket) !== undefined) {
    return false;
  }
  return resourceOfBucket(bucket) === undefined || keyIdOfL1(bucket) !== undefined;
}

function keyArnOfL1(bucket: s3refs.IBucketRef): string | undefined {
  const id = keyIdOfL1(bucket);
  const resolved: unknown = id === undefined ? undefined : resolvedEarly(bucket, id);
  return isKeyArn(resolved) || isArnAttribute(resolved) ? id : undefined;
}

/** Stands for a key that can't be told before the app has been put together. */
const NOT_YET = 'not yet';

/** The key that the properties of an L1 name, in whichever way. */
function keyIdOfL1(bucket: s3refs.IBucketRef): string | undefined {
  const resource = resourceOfBucket(bucket);
  try {
    return resource && keyIdOf(resource);
  } catch {
    // what produces a lazy value may say that it is too early
    return NOT_YET;
  }
}

function keyIdOf(resource: s3.CfnBucket): string | undefined {
  // the key itself isn't resolved: which stack it is of, only its token tells
  const open = (value: unknown) => (Tokenization.isResolvable(value) ? Stack.of(resource).resolve(value) : value);
  const encryption = open(resource.bucketEncryption);
  const [rule] = open(encryption?.serverSideEncryptionConfiguration ?? encryption?.ServerSideEncryptionConfiguration) ?? [];
  const opened = open(rule);
  const standard = open(opened?.serverSideEncryptionByDefault ?? opened?.ServerSideEncryptionByDefault);
  const id: unknown = standard?.kmsMasterKeyId ?? standard?.KMSMasterKeyID;
  return id === undefined || typeof id === 'string' ? id : Token.asString(id);
}

function isArnAttribute(resolved: unknown): boolean {
  const getAtt: unknown = (resolved as { readonly 'Fn::GetAtt'?: unknown } | undefined)?.['Fn::GetAtt'];
  return Array.isArray(getAtt) && getAtt[1] === 'Arn';
}

function isKeyArn(value: unknown): value is string {
  return typeof value === 'string' && KEY_ARN.test(value);
}

/** Unless `value` is one KMS key, or an alias of one. */
export function keyProblems(path: string, value: unknown): string[] {
  return Construct.isConstruct(value) && typeof (value as Partial<kms.IKey>).keyArn === 'string'
    ? keyArnProblems(path, (value as kms.IKey).keyArn)
    : [`\`${path}\` must be a KMS key; use Key.fromKeyArn for one that exists already, got: ${show(value)}`];
}

/** Unless `value` is a KMS key whose own ARN is known: S3 takes no alias in its place. */
export function fullKeyProblems(path: string, value: unknown): string[] {
  const problems = keyProblems(path, value);
  if (problems.length > 0) {
    return problems;
  }
  const arn = fullKeyArn(value as kms.IKey);
  if (arn === undefined) {
    return [`\`${path}\` must be a key whose ARN is known, and an alias that was imported by its name hides it; use Key.fromKeyArn, got: ${show((value as kms.IKey).keyId)}`];
  }
  return Token.isUnresolved(arn) || isKeyArn(arn)
    ? []
    : [`\`${path}\` must have the ARN of a key, as in arn:aws:kms:eu-west-1:111122223333:key/…, got: ${show(arn)}`];
}

/** The ARN that a key is known by: an alias's is its own. */
export function keyArnOf(key: EncryptionKey): string {
  return typeof key === 'string' ? key : key.keyArn;
}

/** A key for a policy, which takes no alias for one; undefined where an alias hides it. */
export function keyItself(key: EncryptionKey): EncryptionKey | undefined {
  return typeof key === 'string' ? key : realKey(key);
}

/** The ARN of a key itself, where the construct may be an alias; undefined where an alias hides it. */
export function fullKeyArn(key: kms.IKey): string | undefined {
  return realKey(key)?.keyArn;
}

/** The key behind an alias, which the CDK takes for a key; undefined for an alias imported by its name. */
export function realKey(key: kms.IKey): kms.IKey | undefined {
  if (!('aliasName' in key)) {
    return key;
  }
  try {
    return (key as kms.IAlias).aliasTargetKey;
  } catch {
    // the CDK's way to say that it was imported by its name
    return undefined;
  }
}
