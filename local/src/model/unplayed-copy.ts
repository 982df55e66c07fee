import type { CopyOptions, NewObjectMetadata } from './job-request';
import { member, type Unplayed } from './unplayed';

const DEPRECATED = 'deprecated, and what S3 makes of it isn\'t documented';

const DIRECTORY_BUCKET = /^arn:[^:]+:s3express:/;
const BUCKET = /^arn:[^:]+:s3:::[^/:]+$/;

/** What of S3PutObjectCopy isn't played. */
export const UNPLAYED_COPY: readonly Unplayed<CopyOptions>[] = [
  member('ObjectLockEventHold', 'there are no event holds here'),
  member('ObjectLockEventHoldDuration', 'there are no event holds here'),
  {
    option: 'TargetResource',
    why: 'where S3 copies to without one isn\'t documented',
    isIn: ({ TargetResource }) => TargetResource === undefined,
  },
  {
    option: 'TargetResource',
    why: 'there are no directory buckets here',
    isIn: ({ TargetResource = '' }) => DIRECTORY_BUCKET.test(TargetResource),
    got: ({ TargetResource }) => TargetResource!,
  },
  {
    option: 'TargetResource',
    why: 'there are buckets here alone, named as in arn:aws:s3:::bucket',
    isIn: ({ TargetResource }) => TargetResource !== undefined && !DIRECTORY_BUCKET.test(TargetResource) && !BUCKET.test(TargetResource),
    got: ({ TargetResource }) => TargetResource!,
  },
  {
    option: 'AnnotationDirective',
    why: 'objects have no annotations here that could be copied',
    isIn: ({ AnnotationDirective }) => AnnotationDirective === 'COPY',
  },
  { option: 'RequesterPays', why: 'there are no buckets here whose requesters pay', isIn: ({ RequesterPays }) => RequesterPays === true },
  ofMetadata('ContentLength'),
  ofMetadata('ContentMD5'),
  ofMetadata('RequesterCharged'),
  {
    option: 'MetadataDirective',
    why: 'what S3 makes of new metadata beside COPY isn\'t documented',
    isIn: ({ MetadataDirective, NewObjectMetadata: metadata = {} }) => MetadataDirective === 'COPY' && Object.keys(metadata).some((name) => name !== 'SSEAlgorithm'),
  },
  {
    option: 'NewObjectMetadata.UserMetadata',
    why: 'which of two names that differ in their case alone S3 takes isn\'t documented',
    isIn: ({ NewObjectMetadata: { UserMetadata = {} } = {} }) => {
      const names = Object.keys(UserMetadata);
      return new Set(names.map((name) => name.toLowerCase())).size < names.length;
    },
  },
  {
    option: 'BucketKeyEnabled',
    why: 'what S3 makes of it beside AES256 isn\'t documented',
    isIn: ({ BucketKeyEnabled, NewObjectMetadata: metadata }) => BucketKeyEnabled === true && metadata?.SSEAlgorithm === 'AES256',
  },
];

function ofMetadata(name: keyof NewObjectMetadata): Unplayed<CopyOptions> {
  return { option: `NewObjectMetadata.${name}`, why: DEPRECATED, isIn: ({ NewObjectMetadata: metadata }) => metadata?.[name] !== undefined };
}
