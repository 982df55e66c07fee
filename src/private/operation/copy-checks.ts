import { grantProblems } from './access-control-grants';
import { booleanProblems, bucketProblems, enumProblems, textProblems, type KnownOptions } from '../checks';
import type { Copy } from './copy';
import { directoryProblems } from './copy-directory';
import { copyKeyProblems } from './copy-keys';
import { pairProblems } from './copy-pairs';
import { eventHoldDurationProblems, eventHoldProblems } from './event-holds';
import { AnnotationDirective } from '../../annotation-directive';
import { CannedAccessControlList } from '../../canned-access-control-list';
import { ChecksumAlgorithm } from '../../checksum-algorithm';
import { LegalHoldStatus } from '../../legal-hold-status';
import { MetadataDirective } from '../../metadata-directive';
import { ObjectStorageClass } from '../../object-storage-class';
import type { PutObjectCopyOptions } from '../../operations/put-object-copy-options';
import { RetentionMode } from '../../retention-mode';
import { keyProblems as keyKindProblems } from '../bucket/encryption-keys';
import { instantProblems } from '../instants';
import { ACL_GRANTS, COPY } from '../limits';
import { metadataProblems } from './object-metadata';
import { singleBucketProblems } from '../bucket/single-bucket';
import { isStruct, operationOptionProblems } from '../struct-checks';
import { objectTagProblems } from '../tag-checks';

/** The compiler complains here of an option that a new version of the struct has and this list lacks. */
const OPTIONS: KnownOptions<PutObjectCopyOptions> = {
  targetKeyPrefix: true, storageClass: true, metadataDirective: true, annotationDirective: true, newObjectMetadata: true, newObjectTagging: true,
  cannedAccessControlList: true, accessControlGrants: true, kmsKey: true, bucketKeyEnabled: true, checksumAlgorithm: true,
  modifiedSinceConstraint: true, unModifiedSinceConstraint: true, requesterPays: true, redirectLocation: true, objectLockLegalHoldStatus: true,
  objectLockMode: true, objectLockRetainUntilDate: true, objectLockEventHold: true, objectLockEventHoldDuration: true,
};

/** Why S3 would refuse a copy, or do something else than what is asked for. */
export function copyProblems(copy: Copy): string[] {
  const { target, options, selection } = copy;
  return [
    ...targetProblems(target),
    ...operationOptionProblems('putObjectCopy', options, OPTIONS),
    ...(isStruct(options) ? [...valueProblems(copy), ...combinationProblems(copy)] : []),
    ...singleBucketProblems('putObjectCopy', selection.objects),
  ];
}

function targetProblems(target: Copy['target']): string[] {
  const path = 'operation.targetBucket';
  const problems = bucketProblems(path, target);
  return problems.length > 0 ? problems : textProblems(`${path}.bucketArn`, target.bucketRef.bucketArn, COPY.targetLength);
}

/** Options that are impossible each by itself. */
function valueProblems(copy: Copy): string[] {
  return [...ownProblems(copy.options), ...lockProblems(copy.options), ...keyProblems(copy)];
}

/** Options that are possible by themselves, and not together: what is wrong with one says nothing of how it goes with others. */
function combinationProblems(copy: Copy): string[] {
  const options = Object.keys(OPTIONS).map((name) => ({ [name]: copy.options[name as keyof PutObjectCopyOptions] }));
  const isSound = (option: PutObjectCopyOptions) => valueProblems({ ...copy, options: option }).length === 0;
  const sound: PutObjectCopyOptions = Object.assign({}, ...options.filter(isSound));
  const unsound = options.filter((option) => !isSound(option)).flatMap(Object.keys);
  return [...pairProblems(sound, unsound), ...directoryProblems({ ...copy, options: sound }, unsound)];
}

/** Which ways there are to name a key depends on the target. */
function keyProblems(copy: Copy): string[] {
  const { target, options: { kmsKey } } = copy;
  return kmsKey === undefined || bucketProblems('', target).length === 0 ? copyKeyProblems(copy) : keyKindProblems('operation.kmsKey', kmsKey);
}

function ownProblems(options: PutObjectCopyOptions): string[] {
  return [
    ...textProblems('operation.targetKeyPrefix', options.targetKeyPrefix, COPY.prefixLength),
    ...enumProblems('operation.storageClass', options.storageClass, ObjectStorageClass, 'ObjectStorageClass'),
    ...enumProblems('operation.metadataDirective', options.metadataDirective, MetadataDirective, 'MetadataDirective'),
    ...enumProblems('operation.annotationDirective', options.annotationDirective, AnnotationDirective, 'AnnotationDirective'),
    ...metadataProblems('operation.newObjectMetadata', options.newObjectMetadata),
    ...(options.newObjectTagging === undefined ? [] : objectTagProblems('operation.newObjectTagging', options.newObjectTagging)),
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
