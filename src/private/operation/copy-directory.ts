import { Token } from 'aws-cdk-lib';
import { show } from '../checks';
import { isFromDirectory, isToDirectory, type Copy } from './copy';
import { AnnotationDirective } from '../../annotation-directive';
import { ChecksumAlgorithm } from '../../checksum-algorithm';
import type { PutObjectCopyOptions } from '../../operations/put-object-copy-options';
import { SseAlgorithm } from '../../sse-algorithm';

/** Options that S3 doesn't support for copies to directory buckets. API reference, S3CopyObjectOperation. */
const NOT_TO_DIRECTORIES: (keyof PutObjectCopyOptions)[] = [
  'storageClass', 'cannedAccessControlList', 'accessControlGrants', 'requesterPays', 'redirectLocation',
  'objectLockLegalHoldStatus', 'objectLockMode', 'objectLockRetainUntilDate', 'objectLockEventHold', 'objectLockEventHoldDuration',
];

/** Nor for copies from them. S3 User Guide, "Using Batch Operations with directory buckets". */
const NOT_FROM_DIRECTORIES: (keyof PutObjectCopyOptions)[] = ['cannedAccessControlList', 'accessControlGrants'];

/**
 * What S3 can't do with directory buckets. Only for options that are possible by themselves.
 * @param unsound the names of others, which were left out of them
 */
export function directoryProblems(copy: Copy, unsound: readonly string[]): string[] {
  if (isToDirectory(copy)) {
    return [
      ...optionProblems('to', NOT_TO_DIRECTORIES, copy.options),
      ...targetProblems(copy.options),
      ...(unsound.includes('kmsKey') ? [] : algorithmProblems(copy.options)),
    ];
  }
  return isFromDirectory(copy) ? optionProblems('from', NOT_FROM_DIRECTORIES, copy.options) : [];
}

function optionProblems(way: 'to' | 'from', refused: readonly (keyof PutObjectCopyOptions)[], options: PutObjectCopyOptions): string[] {
  return [
    ...refused.filter((name) => options[name] !== undefined).map((name) => (
      `\`operation.${name}\` must be left out for a copy ${way} a directory bucket, which S3 doesn't support it for, got: ${show(options[name])}`
    )),
    ...(options.bucketKeyEnabled
      ? [`\`operation.bucketKeyEnabled\` must not be true for a copy ${way} a directory bucket, for which there are no bucket keys, got: true`]
      : []),
  ];
}

/** Options that a directory bucket takes some values of. */
function targetProblems({ annotationDirective, checksumAlgorithm, newObjectTagging, newObjectMetadata }: PutObjectCopyOptions): string[] {
  const { contentEncoding } = newObjectMetadata ?? {};
  const tags = Object.keys(newObjectTagging ?? {}).length;
  return [
    ...(annotationDirective === AnnotationDirective.COPY
      ? ['`operation.annotationDirective` must not be COPY for a copy to a directory bucket, whose objects have no annotations, got: COPY']
      : []),
    ...(checksumAlgorithm === ChecksumAlgorithm.MD5
      ? ['`operation.checksumAlgorithm` must be another for a copy to a directory bucket, which takes no MD5, got: MD5']
      : []),
    ...(tags > 0
      ? [`\`operation.newObjectTagging\` must be empty for a copy to a directory bucket, whose objects have no tags, got: ${tags}`]
      : []),
    ...(contentEncoding === undefined || contentEncoding === 'aws-chunked' || Token.isUnresolved(contentEncoding)
      ? []
      : [`\`operation.newObjectMetadata.contentEncoding\` must be aws-chunked for a copy to a directory bucket, or left out, got: ${show(contentEncoding)}`]),
  ];
}

function algorithmProblems({ newObjectMetadata, kmsKey }: PutObjectCopyOptions): string[] {
  return newObjectMetadata?.sseAlgorithm === SseAlgorithm.KMS && kmsKey === undefined
    ? ['`operation.newObjectMetadata.sseAlgorithm` needs `operation.kmsKey` for a copy to a directory bucket, its key of SSE-KMS, got: KMS without a key']
    : [];
}
