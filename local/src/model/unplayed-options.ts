import type { CopyOptions, NewObjectMetadata, OperationRequest } from './job-request';

/** The options that no copy here has, whatever their value, and why. */
const COPY: { readonly [member in keyof CopyOptions]?: string } = {
  ObjectLockEventHold: 'there are no event holds here',
  ObjectLockEventHoldDuration: 'there are no event holds here',
};

/** The same of a copy's metadata. */
const METADATA: { readonly [member in keyof NewObjectMetadata]?: string } = {
  ContentLength: 'deprecated, and what S3 makes of it isn\'t documented',
  ContentMD5: 'deprecated, and what S3 makes of it isn\'t documented',
  RequesterCharged: 'deprecated, and what S3 makes of it isn\'t documented',
};

/** The path and the reason of each option that S3 takes and that can't be played here. */
export function unplayedOptions({ S3PutObjectCopy: copy, S3PutObjectAcl: acl }: OperationRequest): string[] {
  return [
    ...(copy ? [...unplayedCopy(copy), ...unplayedMetadata(copy), ...unplayedBucketKey(copy)].map((line) => `Operation.S3PutObjectCopy.${line}`) : []),
    ...(acl ? unplayedAcl(acl) : []),
  ];
}

function unplayedCopy(copy: CopyOptions): string[] {
  return [
    ...membersWithReasons(copy, COPY),
    ...targetProblem(copy.TargetResource),
    ...(copy.AnnotationDirective === 'COPY' ? ['AnnotationDirective: objects have no annotations here that could be copied'] : []),
    ...(copy.RequesterPays ? ['RequesterPays: there are no buckets here whose requesters pay'] : []),
  ];
}

function targetProblem(target: string | undefined): string[] {
  if (target === undefined) return ['TargetResource: where S3 copies to without one isn\'t documented'];
  if (/^arn:[^:]+:s3express:/.test(target)) return [`TargetResource: there are no directory buckets here, got: ${target}`];
  return /^arn:[^:]+:s3:::[^/:]+$/.test(target) ? [] : [`TargetResource: there are buckets here alone, named as in arn:aws:s3:::bucket, got: ${target}`];
}

function unplayedMetadata({ NewObjectMetadata: metadata }: CopyOptions): string[] {
  return metadata ? membersWithReasons(metadata, METADATA).map((line) => `NewObjectMetadata.${line}`) : [];
}

function unplayedBucketKey({ NewObjectMetadata: metadata, SSEAwsKmsKeyId: key, BucketKeyEnabled }: CopyOptions): string[] {
  return BucketKeyEnabled === undefined || key !== undefined || metadata?.SSEAlgorithm === 'KMS'
    ? []
    : ['BucketKeyEnabled: of the key that the target bucket encrypts with by itself; name it as `SSEAwsKmsKeyId`'];
}

/** The model has two ways to say an ACL, and doesn't tell of both or neither. */
function unplayedAcl({ AccessControlPolicy: policy }: NonNullable<OperationRequest['S3PutObjectAcl']>): string[] {
  const lists = Object.keys(policy ?? {});
  return lists.length === 1 ? [] : [
    `Operation.S3PutObjectAcl.AccessControlPolicy: either \`AccessControlList\` or \`CannedAccessControlList\`, got: ${lists.join(' and ') || 'neither'}`,
  ];
}

function membersWithReasons(options: object, reasons: { readonly [member: string]: string | undefined }): string[] {
  return Object.keys(options).filter((name) => Object.hasOwn(reasons, name)).map((name) => `${name}: ${reasons[name]}`);
}
