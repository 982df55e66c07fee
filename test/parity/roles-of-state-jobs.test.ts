import { testJobRoles } from './job-roles';

// jobs that change what S3 keeps beside the bytes
testJobRoles([
  'S3PutObjectTagging', 'S3DeleteObjectTagging', 'S3PutObjectAcl', 'S3InitiateRestoreObject', 'S3PutObjectLegalHold', 'S3PutObjectRetention',
]);
