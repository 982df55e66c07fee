import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { isFromDirectory, isToDirectory, type Copy } from './copy';
import { copyKeyPermissions } from './copy-keys';
import { AnnotationDirective } from '../../annotation-directive';
import { selectedBuckets } from '../bucket/selected-buckets';
import { keysStartingWith } from '../key-pattern';
import type { BucketPermission, Permission } from '../role/permission';

/**
 * What the job's role needs for a copy. Those of access control lists and tags are among what S3 lists for every copy.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-Batch-Ops.html
 */
export function copyPermissions(copy: Copy): Permission[] {
  return [...ofSource(copy), ...ofTarget(copy), ...copyKeyPermissions(copy)];
}

function ofSource(copy: Copy): BucketPermission[] {
  const buckets = selectedBuckets(copy.selection);
  if (isFromDirectory(copy)) {
    return buckets.map(sessionOn);
  }
  const reads = copy.selection.objects.map(({ bucket, keyPrefix }) => ({
    bucket, actions: readActions(copy), keyPattern: keysStartingWith(keyPrefix),
  }));
  return isToDirectory(copy) ? reads : [...buckets.map((bucket) => ({ bucket, actions: ['s3:ListBucket'] })), ...reads];
}

function ofTarget(copy: Copy): BucketPermission[] {
  const { target } = copy;
  return isToDirectory(copy)
    ? [sessionOn(target)]
    : targetKeys(copy).map((keyPattern) => ({ bucket: target, actions: writeActions(copy), keyPattern }));
}

function sessionOn(bucket: s3refs.IBucketRef): BucketPermission {
  return { bucket, actions: ['s3express:CreateSession'] };
}

/** Without a prefix of its own, a copy has the key of its source. */
function targetKeys({ options: { targetKeyPrefix }, selection }: Copy): string[] {
  return targetKeyPrefix === undefined
    ? [...new Set(selection.objects.map(({ keyPrefix }) => keysStartingWith(keyPrefix)))]
    : [keysStartingWith(targetKeyPrefix)];
}

function readActions(copy: Copy): string[] {
  if (isToDirectory(copy)) {
    return withVersions(copy, ['s3:GetObject'], ['s3:GetObjectVersion']);
  }
  const annotations = copiesAnnotations(copy);
  return withVersions(
    copy,
    ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', ...(annotations ? ['s3:GetObjectAnnotation'] : [])],
    ['s3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging', ...(annotations ? ['s3:GetObjectVersionAnnotation'] : [])],
  );
}

function writeActions(copy: Copy): string[] {
  const { options } = copy;
  const holds = options.objectLockMode ?? options.objectLockEventHold ?? options.objectLockEventHoldDuration;
  return [
    's3:PutObject',
    ...(isFromDirectory(copy) ? tagActions(copy) : withVersions(
      copy, ['s3:PutObjectAcl', 's3:PutObjectTagging'], ['s3:PutObjectVersionAcl', 's3:PutObjectVersionTagging'],
    )),
    ...(copiesAnnotations(copy) && !isFromDirectory(copy) ? ['s3:PutObjectAnnotation'] : []),
    ...(holds === undefined ? [] : ['s3:PutObjectRetention']),
    ...(options.objectLockLegalHoldStatus === undefined ? [] : ['s3:PutObjectLegalHold']),
  ];
}

/** Objects in directory buckets have neither tags nor access control lists that could be copied. */
function tagActions({ options: { newObjectTagging = {} } }: Copy): string[] {
  return Object.keys(newObjectTagging).length > 0 ? ['s3:PutObjectTagging'] : [];
}

/** Said aloud, it asks for more: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html. */
function copiesAnnotations({ options }: Copy): boolean {
  return options.annotationDirective === AnnotationDirective.COPY;
}

/** A version that the manifest names is other actions. */
function withVersions({ selection }: Copy, actions: string[], ofVersions: string[]): string[] {
  return selection.namesVersions ? [...actions, ...ofVersions] : actions;
}
