import { grantRequests } from './access-control-grants';
import type { OperationRequest } from '../contract';
import type { Copy } from './copy';
import { keyIdOfCopies } from './copy-keys';
import { instantText } from '../instants';
import { metadataRequest } from './object-metadata';
import { tagList } from '../string-maps';

/** A copy as the API spells it. Only for a copy without problems. */
export function copyRequest(copy: Copy): OperationRequest {
  const { target, options } = copy;
  return {
    S3PutObjectCopy: {
      TargetResource: target.bucketRef.bucketArn,
      TargetKeyPrefix: options.targetKeyPrefix,
      StorageClass: options.storageClass,
      MetadataDirective: options.metadataDirective,
      NewObjectMetadata: options.newObjectMetadata && metadataRequest(options.newObjectMetadata),
      NewObjectTagging: options.newObjectTagging && tagList(options.newObjectTagging),
      AnnotationDirective: options.annotationDirective,
      CannedAccessControlList: options.cannedAccessControlList,
      AccessControlGrants: options.accessControlGrants && grantRequests(options.accessControlGrants),
      SSEAwsKmsKeyId: keyIdOfCopies(copy),
      BucketKeyEnabled: options.bucketKeyEnabled,
      ChecksumAlgorithm: options.checksumAlgorithm,
      ModifiedSinceConstraint: options.modifiedSinceConstraint && instantText(options.modifiedSinceConstraint),
      UnModifiedSinceConstraint: options.unModifiedSinceConstraint && instantText(options.unModifiedSinceConstraint),
      RequesterPays: options.requesterPays,
      RedirectLocation: options.redirectLocation,
      ObjectLockLegalHoldStatus: options.objectLockLegalHoldStatus,
      ObjectLockMode: options.objectLockMode,
      ObjectLockRetainUntilDate: options.objectLockRetainUntilDate && instantText(options.objectLockRetainUntilDate),
      ObjectLockEventHold: options.objectLockEventHold,
      ObjectLockEventHoldDuration: options.objectLockEventHoldDuration?._request(),
    },
  };
}
