import { testJobRoles } from './job-roles';

// jobs that read objects' bytes, or have somebody else do so
testJobRoles(['S3PutObjectCopy', 'S3ReplicateObject', 'S3ComputeObjectChecksum', 'S3UpdateObjectEncryption', 'LambdaInvoke']);
