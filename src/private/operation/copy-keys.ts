import { Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { textProblems } from '../checks';
import { isFromDirectory, isToDirectory, type Copy } from './copy';
import { SseAlgorithm } from '../../sse-algorithm';
import { keyArnOf, keyItself, defaultKeyOf, fullKeyArn, fullKeyProblems, keyProblems, mayHideKey, realKey, type EncryptionKey } from '../bucket/encryption-keys';
import { hiddenKeyWarnings, objectKeys } from '../bucket/object-keys';
import { COPY } from '../limits';
import { keyRegionProblems } from './key-places';
import { areKnownToDiffer } from '../places';
import { throughAlias } from '../role/alias-statement';
import type { KeyPermission, Permission } from '../role/permission';
import { importedBucketKey, type Warning } from '../warnings';

const PATH = 'operation.kmsKey';

/**
 * What S3 asks of KMS for a session on a directory bucket, to read from it or to write to it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
const OF_SESSION = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Unless the key of the copies is left out, or one that the target's S3 can be told. */
export function copyKeyProblems(copy: Copy): string[] {
  const { kmsKey } = copy.options;
  if (kmsKey === undefined) {
    return [];
  }
  const problems = keyProblems(PATH, kmsKey);
  if (problems.length > 0) {
    return problems;
  }
  const own = takesAlias(copy, kmsKey) ? textProblems(PATH, kmsKey.keyArn, COPY.keyIdLength) : fullKeyProblems(PATH, kmsKey);
  const sent = takesAlias(copy, kmsKey) ? kmsKey : realKey(kmsKey);
  return own.length > 0 ? own : keyRegionProblems(PATH, sent!, copy.site.scope, 'copies');
}

/** The ARN that names the key of the copies: an alias's where one is given and S3 takes it. */
export function keyIdOfCopies(copy: Copy): string | undefined {
  const { kmsKey } = copy.options;
  return kmsKey && (takesAlias(copy, kmsKey) ? kmsKey.keyArn : fullKeyArn(kmsKey));
}

/** What the job's role needs on the keys of the objects and of their copies, as far as they are seen. */
export function copyKeyPermissions(copy: Copy): Permission[] {
  const ofObjects = objectKeys(copy.selection).map((key) => ({ key, actions: toRead(copy) }));
  const key = keyOfCopies(copy);
  if (key === undefined) {
    return ofObjects;
  }
  const seen = keyItself(key);
  return seen === undefined
    ? [...ofObjects, ...behindAlias(copy, toWrite(copy))]
    : merged([...ofObjects, { key: seen, actions: toWrite(copy) }]);
}

/** Keys that the objects or their copies may be under and that can't be seen. */
export function copyKeyWarnings(copy: Copy): Warning[] {
  return [
    ...hiddenKeyWarnings(copy.selection, toRead(copy)),
    ...(hidesKeyOfCopies(copy) ? [importedBucketKey(copy.target.node.path, toWrite(copy))] : []),
  ];
}

function toRead(copy: Copy): string[] {
  return isFromDirectory(copy) ? OF_SESSION : ['kms:Decrypt'];
}

function toWrite(copy: Copy): string[] {
  return isToDirectory(copy) ? OF_SESSION : ['kms:GenerateDataKey'];
}

/** S3 finds an alias in the account of the job alone, and for a directory bucket not at all. */
function takesAlias(copy: Copy, key: kms.IKey): boolean {
  const { account } = Stack.of(copy.site.scope);
  return !isToDirectory(copy) && !areKnownToDiffer(key.env?.account ?? account, account);
}

/** The key that the copies are seen to be encrypted with. */
function keyOfCopies({ target, options: { kmsKey, newObjectMetadata } }: Copy): EncryptionKey | undefined {
  return kmsKey ?? (newObjectMetadata?.sseAlgorithm === SseAlgorithm.AES256 ? undefined : defaultKeyOf(target));
}

function hidesKeyOfCopies(copy: Copy): boolean {
  const { target, options: { kmsKey, newObjectMetadata } } = copy;
  if (kmsKey !== undefined || newObjectMetadata?.sseAlgorithm === SseAlgorithm.AES256) {
    return false;
  }
  const key = defaultKeyOf(target);
  return mayHideKey(target) || (key !== undefined && keyItself(key) === undefined);
}

/** Actions on whichever key has the alias, where it was imported by its name and no policy can name the key. */
function behindAlias({ options: { kmsKey } }: Copy, actions: string[]): Permission[] {
  return kmsKey === undefined ? [] : [{ statement: throughAlias(kmsKey as kms.IAlias, actions) }];
}

/** One permission for each key, with all of its actions. */
function merged(permissions: readonly KeyPermission[]): KeyPermission[] {
  return [...new Set(permissions.map(({ key }) => keyArnOf(key)))].map((arn) => {
    const same = permissions.filter(({ key }) => keyArnOf(key) === arn);
    return { key: same[0].key, actions: [...new Set(same.flatMap(({ actions }) => actions))] };
  });
}
