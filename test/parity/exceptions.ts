import type { Grant, RoleName } from './grant';
import type { ManifestName } from './manifests';
import type { OperationName } from '../../src/private/contract';

/** Something that is granted although no trial needs it. */
export interface Exception {
  readonly role: RoleName;
  readonly action: string;
  /** On which of the role's resources. */
  readonly resource: RegExp;
  /** Default: any. */
  readonly operations?: readonly OperationName[];
  /** Default: any. */
  readonly manifests?: readonly ManifestName[];
  readonly why: string;
  /** The page that has it. */
  readonly source: string;
}

/** Whose grants these are. */
export interface Row {
  /** None for the handler, whose permissions are the same for all. */
  readonly operation?: OperationName;
  readonly manifest: ManifestName;
}

const GRANTING = 'S3 User Guide, "Granting permissions for Batch Operations"';

const beside = (action: string, ...operations: OperationName[]): Exception => ({
  role: 'job',
  action,
  resource: /^arn:aws:s3:::objects\/in\/\*$/,
  operations,
  manifests: ['CSV of versions', 'objects of versions'],
  why: 'listed together with the action of versions, and nothing says that S3 never asks for it where a manifest names versions',
  source: GRANTING,
});

const logging = (action: string): Exception => ({
  role: 'handler',
  action,
  resource: /^arn:aws:logs:/,
  why: 'Lambda writes what the function logs in the name of its role, by no call of the function',
  source: 'Lambda developer guide, "Sending Lambda function logs to CloudWatch Logs"',
});

/** All of them; the tests say how many there may be. */
export const EXCEPTIONS: readonly Exception[] = [
  beside('s3:GetObject', 'S3PutObjectCopy', 'S3ComputeObjectChecksum', 'S3UpdateObjectEncryption'),
  beside('s3:GetObjectAcl', 'S3PutObjectCopy'),
  beside('s3:GetObjectTagging', 'S3PutObjectCopy'),
  beside('s3:PutObjectAcl', 'S3PutObjectAcl'),
  beside('s3:PutObjectTagging', 'S3PutObjectTagging'),
  beside('s3:DeleteObjectTagging', 'S3DeleteObjectTagging'),
  {
    role: 'job',
    action: 's3:GetObjectVersion',
    resource: /^arn:aws:s3:::files\/reports\/objects\/all\/data\/\*$/,
    manifests: ['inventory'],
    why: 'listed for all files of an inventory, though its manifest.json names no versions of the data files',
    source: GRANTING,
  },
  {
    role: 'job',
    action: 'kms:GenerateDataKey',
    resource: /^arn:aws:kms:/,
    manifests: ['inventory'],
    why: 'listed for an inventory under a KMS key, which is only read',
    source: GRANTING,
  },
  {
    role: 'handler',
    action: 'kms:Decrypt',
    resource: /^arn:aws:kms:/,
    manifests: ['inventory'],
    why: 'said of a HeadObject that asks for a checksum, and of no other, which the handler\'s is',
    source: 'API reference, HeadObject, `x-amz-checksum-mode`',
  },
  logging('logs:CreateLogStream'),
  logging('logs:PutLogEvents'),
];

/** The exception that a grant without a need falls under. */
export function exceptionFor({ role, action, resource }: Grant, row: Row): Exception | undefined {
  return EXCEPTIONS.find((exception) => isAbout(exception, role, row) && exception.action === action && exception.resource.test(resource));
}

/** Whether an exception may have to do with what a row grants a role. */
export function isAbout({ role, operations, manifests }: Exception, ofRole: RoleName, { operation, manifest }: Row): boolean {
  return role === ofRole && (manifests?.includes(manifest) ?? true) && (operations?.some((one) => one === operation) ?? true);
}
