import { grantProblems } from './access-control-grants';
import { booleanProblems, bucketProblems, enumProblems, show, textProblems, type KnownOptions } from '../checks';
import type { Copy } from './copy';
import { directoryProblems } from './copy-directory';
import { copyKeyProblems } from './copy-keys';
import { eventHoldDurationProblems, eventHoldProblems } from './event-holds';
import { AnnotationDirective } from '../../annotation-directive';
import { CannedAccessControlList } from '../../canned-access-control-list';
import { ChecksumAlgorithm } from '../../checksum-algorithm';
import { LegalHoldStatus } from '../../legal-hold-status';
import { MetadataDirective } from '../../metadata-directive';
import { ObjectStorageClass } from '../../object-storage-class';
import type { PutObjectCopyOptions } from '../../operations/put-object-copy-options';
import { RetentionMode } from '../../retention-mode';
import { SseAlgorithm } from '../../sse-algorithm';
import { instantProblems, instantText } from '../instants';
import { ACL_GRANTS, COPY, OBJECT_TAGS } from '../limits';
import { metadataMembers, metadataProblems } from './object-metadata';
import { singleBucketProblems } from '../bucket/single-bucket';
import { isMap, tagList } from '../string-maps';
import { operationOptionProblems } from '../struct-checks';
import { tagProblems } from '../tag-checks';

/** The compiler complains here of an option that a new version of the struct has and this list lacks. */
const OPTIONS: KnownOptions<PutObjectCopyOptions> = {
  targetKeyPrefix: true, storageClass: true, metadataDirective: true, annotationDirective: true, newObjectMetadata: true, newObjectTagging: true,
  cannedAccessControlList: true, accessControlGrants: true, kmsKey: true, bucketKeyEnabled: true, checksumAlgorithm: true,
  modifiedSinceConstraint: true, unModifiedSinceConstraint: true, requesterPays: true, redirectLocation: true, objectLockLegalHoldStatus: true,
  objectLockMode: true, objectLockRetainUntilDate: true, objectLockEventHold: true, objectLockEventHoldDuration: true,
};

/** Why S3 would refuse a copy, or do something else than what is asked for. */
export function copyProblems(copy: Copy): string[] {
  const kinds = [...bucketProblems('operation.targetBucket', copy.target), ...operationOptionProblems('putObjectCopy', copy.options, OPTIONS)];
  if (kinds.length > 0) {
    return kinds;
  }
  const values = [...targetProblems(copy), ...valueProblems(copy.options), ...lockProblems(copy.options), ...copyKeyProblems(copy)];
  return [
    ...(values.length > 0 ? values : [...pairProblems(copy.options), ...directoryProblems(copy)]),
    ...singleBucketProblems('putObjectCopy', copy.selection.objects),
  ];
}

function targetProblems({ target: { bucketRef: { bucketArn } } }: Copy): string[] {
  return textProblems('operation.targetBucket.bucketArn', bucketArn, COPY.targetLength);
}

function valueProblems(options: PutObjectCopyOptions): string[] {
  return [
    ...textProblems('operation.targetKeyPrefix', options.targetKeyPrefix, COPY.prefixLength),
    ...enumProblems('operation.storageClass', options.storageClass, ObjectStorageClass, 'ObjectStorageClass'),
    ...enumProblems('operation.metadataDirective', options.metadataDirective, MetadataDirective, 'MetadataDirective'),
    ...enumProblems('operation.annotationDirective', options.annotationDirective, AnnotationDirective, 'AnnotationDirective'),
    ...metadataProblems('operation.newObjectMetadata', options.newObjectMetadata),
    ...newTagProblems('operation.newObjectTagging', options.newObjectTagging),
    ...enumProblems('operation.cannedAccessControlList', options.cannedAccessControlList, CannedAccessControlList, 'CannedAccessControlList'),
    ...grantsProblems('operation.accessControlGrants', options.accessControlGrants),
    ...booleanProblems('operation.bucketKeyEnabled', options.bucketKeyEnabled),
    ...enumProblems('operation.checksumAlgorithm', options.checksumAlgorithm, ChecksumAlgorithm, 'ChecksumAlgorithm'),
    ...instantProblems('operation.modifiedSinceConstraint', options.modifiedSinceConstraint),
    ...instantProblems('operation.unModifiedSinceConstraint', options.unModifiedSinceConstraint),
    ...booleanProblems('operation.requesterPays', options.requesterPays),
    ...textProblems('operation.redirectLocation', options.redirectLocation, COPY.redirectLength),
  ];
}

function lockProblems(options: PutObjectCopyOptions): string[] {
  return [
    ...enumProblems('operation.objectLockLegalHoldStatus', options.objectLockLegalHoldStatus, LegalHoldStatus, 'LegalHoldStatus'),
    ...enumProblems('operation.objectLockMode', options.objectLockMode, RetentionMode, 'RetentionMode'),
    ...instantProblems('operation.objectLockRetainUntilDate', options.objectLockRetainUntilDate),
    ...eventHoldProblems('operation.objectLockEventHold', options.objectLockEventHold),
    ...eventHoldDurationProblems('operation.objectLockEventHoldDuration', options.objectLockEventHoldDuration),
  ];
}

function grantsProblems(path: string, grants: unknown): string[] {
  return Array.isArray(grants) && grants.length > ACL_GRANTS
    ? [`\`${path}\` must hold at most ${ACL_GRANTS} grants, got: ${grants.length}`]
    : grantProblems(path, grants);
}

function newTagProblems(path: string, tags: unknown): string[] {
  if (tags === undefined) {
    return [];
  }
  return isMap(tags)
    ? tagProblems(path, tagList(tags as { readonly [key: string]: string }), OBJECT_TAGS.count)
    : [`\`${path}\` must be tags by their keys, as in { retention: 'short' }, got: ${show(tags)}`];
}

/** A retention ends at a date, or some time after an event hold. */
function retentionProblems({ objectLockMode: mode, objectLockRetainUntilDate: date, objectLockEventHold: hold }: PutObjectCopyOptions): string[] {
  if (mode === undefined && date !== undefined) {
    return [`\`operation.objectLockMode\` must be given with \`operation.objectLockRetainUntilDate\`, got: ${instantText(date)} alone`];
  }
  return mode !== undefined && date === undefined && hold === undefined
    ? [`\`operation.objectLockRetainUntilDate\` or \`operation.objectLockEventHold\` must be given with \`operation.objectLockMode\`, got: ${mode} alone`]
    : [];
}

/** Options that contradict one another. */
function pairProblems(options: PutObjectCopyOptions): string[] {
  const { modifiedSinceConstraint: since, unModifiedSinceConstraint: notSince } = options;
  const metadata = metadataMembers(options.newObjectMetadata);
  return [
    ...(options.cannedAccessControlList !== undefined && options.accessControlGrants !== undefined
      ? ['`operation.cannedAccessControlList` and `operation.accessControlGrants` exclude each other; leave one of them out, got: both']
      : []),
    ...retentionProblems(options),
    ...(since === undefined || notSince === undefined || since < notSince
      ? []
      : ['`operation.modifiedSinceConstraint` must be earlier than `operation.unModifiedSinceConstraint`, '
        + `got: ${instantText(since)} and ${instantText(notSince)}`]),
    ...(options.metadataDirective === MetadataDirective.COPY && metadata.length > 0
      ? [`\`operation.metadataDirective\` must be REPLACE with \`operation.newObjectMetadata.${metadata[0]}\`, which S3 ignores otherwise, got: COPY`]
      : []),
    ...(options.newObjectMetadata?.sseAlgorithm === SseAlgorithm.AES256 && options.kmsKey !== undefined
      ? ['`operation.newObjectMetadata.sseAlgorithm` must be KMS with `operation.kmsKey`, or left out, got: AES256']
      : []),
  ];
}
