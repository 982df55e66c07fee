import type { OperationName } from '../../model/job-request';

/** What a call of each action that S3 answers well changes in the bucket. The others change nothing, or nothing that stays. */
export const CHANGES: { readonly [action: string]: string } = {
  's3:PutObject': 'objects written',
  's3:DeleteObject': 'objects deleted',
  's3:DeleteObjectVersion': 'versions deleted',
  's3:PutObjectTagging': 'tags set',
  's3:PutObjectVersionTagging': 'tags of versions set',
  's3:DeleteObjectTagging': 'tags removed',
  's3:DeleteObjectVersionTagging': 'tags of versions removed',
  's3:PutObjectAcl': 'ACLs set',
  's3:PutObjectVersionAcl': 'ACLs of versions set',
  's3:PutObjectRetention': 'retention set',
  's3:PutObjectLegalHold': 'legal holds set or lifted',
  's3:RestoreObject': 'restored from the archive, or going to be',
  's3:UpdateObjectEncryption': 'encryption changed',
};

/** How an operation changes objects. */
export type OperationChange =
  /** By the calls of these actions; others that its role is recorded with are permissions that S3 asks it for, and its reports. */
  | { readonly actions: readonly string[] }
  /** As its tasks succeed, in the bucket that it writes to or else in that of its calls of an action. */
  | { readonly change: string; readonly in: 'target' | { readonly action: string } }
  | 'nothing';

/** What each operation changes in its role's name. */
export const OPERATION_CHANGES: { readonly [name in OperationName]: OperationChange } = {
  // the function does, in its own role's name
  LambdaInvoke: 'nothing',
  S3ComputeObjectChecksum: 'nothing',
  S3PutObjectCopy: { change: 'copies written', in: 'target' },
  S3PutObjectTagging: { actions: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'] },
  S3DeleteObjectTagging: { actions: ['s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'] },
  S3PutObjectAcl: { actions: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'] },
  S3PutObjectLegalHold: { actions: ['s3:PutObjectLegalHold'] },
  S3PutObjectRetention: { actions: ['s3:PutObjectRetention'] },
  S3InitiateRestoreObject: { actions: ['s3:RestoreObject'] },
  S3UpdateObjectEncryption: { actions: ['s3:UpdateObjectEncryption'] },
  S3ReplicateObject: { change: 'replicated to other buckets', in: { action: 's3:InitiateReplication' } },
};
