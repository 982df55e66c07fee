import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand,
  DeleteObjectTaggingCommand, GetBucketReplicationCommand, GetBucketVersioningCommand, GetObjectAclCommand, GetObjectCommand,
  GetObjectLegalHoldCommand, GetObjectLockConfigurationCommand, GetObjectRetentionCommand, GetObjectTaggingCommand, HeadObjectCommand,
  PutObjectAclCommand, PutObjectCommand,
  PutObjectLegalHoldCommand, PutObjectRetentionCommand, PutObjectTaggingCommand, RestoreObjectCommand, type S3Client, S3ServiceException,
  UpdateObjectEncryptionCommand, UploadPartCommand,
} from '@aws-sdk/client-s3';
import { listedObjects, versionPage } from './s3-client-listings';
import {
  aclInput, aclOf, bucketInput, checksumInput, checksumMember, checksumOf, encryptionInput, etagOf, headOf, newObjectInput, objectInput,
  replicationRuleOf,
} from './s3-client-shapes';
import type { ByteRange, ContentRange } from '../../local/src/store/byte-range';
import type { ChecksumAlgorithm, ObjectLockConfiguration } from '../../local/src/store/object-state';
import type {
  CopyObjectRequest, ObjectRequest, ObjectStore, PutObjectRequest, UploadedPart, UploadRequest,
} from '../../local/src/store/object-store';
import { S3Error } from '../../local/src/store/s3-error';

/** A server that speaks S3, as the port sees it: what it refuses is an `S3Error`, as in memory. */
export function s3ClientStore(client: S3Client): ObjectStore {
  // the parts that an upload is completed with name the algorithm of their checksums
  const algorithms = new Map<string, ChecksumAlgorithm>();
  const send = (async (command: never) => {
    try {
      return await client.send(command);
    } catch (error) {
      throw asS3Error(error);
    }
  }) as S3Client['send'];
  return {
    putObject: async ({ body, checksum, ...request }) => {
      const put = new PutObjectCommand({ ...newObjectInput(request), ...contentInput(body), ...(checksum && checksumInput(checksum)) });
      return written(await send(put));
    },
    getObject: async ({ range, ...request }) => {
      const output = await send(new GetObjectCommand({ ...objectInput(request), Range: range && rangeHeader(range), ChecksumMode: 'ENABLED' }));
      const contentRange = contentRangeOf(output.ContentRange);
      const size = contentRange?.size ?? output.ContentLength!;
      return { ...headOf(output, size), body: output.Body as Readable, ...(contentRange && { contentRange: contentRange.range }) };
    },
    headObject: async (request) => {
      const output = await send(new HeadObjectCommand({ ...objectInput(request), ChecksumMode: 'ENABLED' }));
      return headOf(output, output.ContentLength!);
    },
    deleteObject: async (request) => {
      const { VersionId, DeleteMarker } = await send(new DeleteObjectCommand(objectInput(request)));
      return { ...versionOf({ VersionId }), ...(DeleteMarker && { deleteMarker: true as const }) };
    },
    getObjectTagging: async (request) => {
      const { TagSet = [], VersionId } = await send(new GetObjectTaggingCommand(objectInput(request)));
      return { tagSet: TagSet.map(({ Key, Value }) => ({ Key: Key!, Value: Value! })), ...versionOf({ VersionId }) };
    },
    putObjectTagging: async ({ tagSet, ...request }) =>
      versionOf(await send(new PutObjectTaggingCommand({ ...objectInput(request), Tagging: { TagSet: [...tagSet] } }))),
    deleteObjectTagging: async (request) => versionOf(await send(new DeleteObjectTaggingCommand(objectInput(request)))),
    listObjectsV2: (request) => listedObjects(send, request),
    listObjectVersions: async (request) => versionPage(send, request),
    getBucketVersioning: async (request) => {
      const { Status } = await send(new GetBucketVersioningCommand(bucketInput(request)));
      return Status === 'Enabled' ? { status: Status } : {};
    },
    copyObject: async (request) => {
      const { CopyObjectResult, VersionId } = await send(new CopyObjectCommand(copyInput(request)));
      return { etag: etagOf(CopyObjectResult!), lastModified: CopyObjectResult!.LastModified!, ...versionOf({ VersionId }) };
    },
    getObjectAcl: async (request) => aclOf(await send(new GetObjectAclCommand(objectInput(request)))),
    putObjectAcl: async ({ acl, ...request }) => {
      await send(new PutObjectAclCommand({ ...objectInput(request), ...aclInput(acl) }));
    },
    getObjectLockConfiguration: async (request) => {
      const { ObjectLockConfiguration: lock } = await send(new GetObjectLockConfigurationCommand(bucketInput(request)));
      const { Mode: mode, Days: days, Years: years } = lock?.Rule?.DefaultRetention ?? {};
      const defaultRetention = mode && { mode, ...(days !== undefined && { days }), ...(years !== undefined && { years }) };
      return { ...(defaultRetention && { defaultRetention }) } satisfies ObjectLockConfiguration;
    },
    getObjectRetention: async (request) => {
      const { Retention } = await send(new GetObjectRetentionCommand(objectInput(request)));
      return { mode: Retention!.Mode!, retainUntil: Retention!.RetainUntilDate! };
    },
    putObjectRetention: async ({ retention, bypassGovernance, ...request }) => {
      const Retention = retention ? { Mode: retention.mode, RetainUntilDate: retention.retainUntil } : {};
      await send(new PutObjectRetentionCommand({ ...objectInput(request), Retention, BypassGovernanceRetention: bypassGovernance }));
    },
    getObjectLegalHold: async (request) => (await send(new GetObjectLegalHoldCommand(objectInput(request)))).LegalHold!.Status!,
    putObjectLegalHold: async ({ status, ...request }) => {
      await send(new PutObjectLegalHoldCommand({ ...objectInput(request), LegalHold: { Status: status } }));
    },
    restoreObject: async ({ days, tier, ...request }) => {
      const RestoreRequest = { Days: days, GlacierJobParameters: { Tier: tier } };
      const { $metadata } = await send(new RestoreObjectCommand({ ...objectInput(request), RestoreRequest }));
      return $metadata.httpStatusCode === 202 ? 'accepted' : 'already restored';
    },
    updateObjectEncryption: async ({ encryption, ...request }) => {
      const { SSEKMSKeyId: KMSKeyArn, BucketKeyEnabled } = encryptionInput(encryption);
      await send(new UpdateObjectEncryptionCommand({ ...objectInput(request), ObjectEncryption: { SSEKMS: { KMSKeyArn, BucketKeyEnabled } } }));
    },
    getBucketReplication: async (request) => {
      const { ReplicationConfiguration } = await send(new GetBucketReplicationCommand(bucketInput(request)));
      return { roleArn: ReplicationConfiguration!.Role!, rules: ReplicationConfiguration!.Rules!.map(replicationRuleOf) };
    },
    createMultipartUpload: async ({ checksum, ...request }) => {
      const { algorithm: ChecksumAlgorithm, type: ChecksumType } = checksum ?? {};
      const { UploadId } = await send(new CreateMultipartUploadCommand({ ...newObjectInput(request), ChecksumAlgorithm, ChecksumType }));
      if (ChecksumAlgorithm) algorithms.set(UploadId!, ChecksumAlgorithm);
      return { uploadId: UploadId! };
    },
    uploadPart: async ({ partNumber, body, checksum, ...request }) => {
      const part = { ...uploadInput(request), PartNumber: partNumber, Body: body, ...(checksum && checksumInput(checksum)) };
      const output = await send(new UploadPartCommand(part));
      const sum = checksumOf(output);
      return { etag: etagOf(output), ...(sum && { checksum: sum }) };
    },
    completeMultipartUpload: async ({ parts, ...request }) => {
      const Parts = parts.map((part) => partInput(part, algorithms.get(request.uploadId)));
      return written(await send(new CompleteMultipartUploadCommand({ ...uploadInput(request), MultipartUpload: { Parts } })));
    },
    abortMultipartUpload: async (request) => {
      await send(new AbortMultipartUploadCommand(uploadInput(request)));
    },
  };
}

function asS3Error(error: unknown): unknown {
  if (!(error instanceof S3ServiceException)) return error;
  return new S3Error(error.$metadata.httpStatusCode ?? 0, error.name, error.message);
}

function contentInput(body: PutObjectRequest['body']) {
  return Buffer.isBuffer(body) ? { Body: body } : { Body: body.open(), ContentLength: body.size };
}

function uploadInput({ uploadId, ...object }: UploadRequest) {
  return { ...objectInput(object), UploadId: uploadId };
}

function partInput({ partNumber, etag, checksum }: UploadedPart, algorithm: ChecksumAlgorithm = 'CRC64NVME') {
  return { PartNumber: partNumber, ETag: `"${etag}"`, ...(checksum !== undefined && { [checksumMember(algorithm)]: checksum }) };
}

function copyInput({ source, metadata, tagSet, checksum, ifModifiedSince, ifUnmodifiedSince, websiteRedirect, ...request }: CopyObjectRequest) {
  return {
    ...newObjectInput({ ...request, metadata, tagSet }),
    CopySource: copySource(source),
    ExpectedSourceBucketOwner: source.expectedBucketOwner,
    MetadataDirective: metadata && 'REPLACE' as const,
    TaggingDirective: tagSet && 'REPLACE' as const,
    CopySourceIfModifiedSince: ifModifiedSince,
    CopySourceIfUnmodifiedSince: ifUnmodifiedSince,
    WebsiteRedirectLocation: websiteRedirect,
    ...(checksum && { ChecksumAlgorithm: checksum.algorithm }),
  };
}

function copySource({ bucket, key, versionId }: ObjectRequest): string {
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  return versionId === undefined ? path : `${path}?versionId=${versionId}`;
}

function written(output: { readonly ETag?: string; readonly VersionId?: string }) {
  return { etag: etagOf(output), ...versionOf(output) };
}

function versionOf({ VersionId }: { readonly VersionId?: string }): { versionId?: string } {
  return VersionId === undefined ? {} : { versionId: VersionId };
}

function rangeHeader(range: ByteRange): string {
  return 'suffixLength' in range ? `bytes=-${range.suffixLength}` : `bytes=${range.first}-${range.last ?? ''}`;
}

function contentRangeOf(header: string | undefined): { range: ContentRange; size: number } | undefined {
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header ?? '') ?? [];
  return first === undefined ? undefined : { range: { first: Number(first), last: Number(last) }, size: Number(size) };
}
