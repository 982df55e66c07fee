import type { OperationName } from '../../model/job-request';

/** What a call that S3 answers well changes in the bucket, by its name; the others change nothing, or nothing that stays. */
export const CHANGES: { readonly [operation: string]: { readonly change: string; readonly ofVersion?: string } } = {
  PutObject: { change: 'objects written' },
  CopyObject: { change: 'copies written' },
  // beginning an upload and uploading its parts make no object
  CompleteMultipartUpload: { change: 'objects written' },
  DeleteObject: { change: 'objects deleted', ofVersion: 'versions deleted' },
  PutObjectTagging: { change: 'tags set', ofVersion: 'tags of versions set' },
  DeleteObjectTagging: { change: 'tags removed', ofVersion: 'tags of versions removed' },
  PutObjectAcl: { change: 'ACLs set', ofVersion: 'ACLs of versions set' },
  PutObjectRetention: { change: 'retention set' },
  PutObjectLegalHold: { change: 'legal holds set or lifted' },
  RestoreObject: { change: 'restored from the archive, or going to be' },
  UpdateObjectEncryption: { change: 'encryption changed' },
};

/** How a job's operation changes objects in its role's name. */
export type OperationChange =
  /** by its calls of this name; others are its manifest and its report */
  | { readonly by: string }
  /** as its tasks succeed, by no call of its own */
  | { readonly change: string }
  | 'nothing';

/** What each operation changes in its role's name. */
export const OPERATION_CHANGES: { readonly [name in OperationName]: OperationChange } = {
  // the function does, in its own role's name
  LambdaInvoke: 'nothing',
  S3ComputeObjectChecksum: 'nothing',
  S3PutObjectCopy: { by: 'CopyObject' },
  S3PutObjectTagging: { by: 'PutObjectTagging' },
  S3DeleteObjectTagging: { by: 'DeleteObjectTagging' },
  S3PutObjectAcl: { by: 'PutObjectAcl' },
  S3PutObjectLegalHold: { by: 'PutObjectLegalHold' },
  S3PutObjectRetention: { by: 'PutObjectRetention' },
  S3InitiateRestoreObject: { by: 'RestoreObject' },
  S3UpdateObjectEncryption: { by: 'UpdateObjectEncryption' },
  S3ReplicateObject: { change: 'replicated to other buckets' },
};
