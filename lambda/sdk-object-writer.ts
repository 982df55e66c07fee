import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, PutObjectCommand, UploadPartCommand,
  type CompletedPart, type S3Client,
} from '@aws-sdk/client-s3';
import type { ManifestObject, ManifestVersion } from './manifest-store';
import { call } from './sdk-errors';

interface Written {
  readonly ETag?: string;
  readonly VersionId?: string;
}

/** Writes an object of which no more than two parts are held in memory: in one call where there is one part, else part by part. */
export async function writeObject(client: S3Client, { bucket, key }: ManifestObject, parts: AsyncIterable<Uint8Array>): Promise<ManifestVersion> {
  const target = { Bucket: bucket, Key: key };
  const rest = parts[Symbol.asyncIterator]();
  try {
    // a copy, since only the second tells whether it is all, and may lie in its memory
    const first = Buffer.from((await rest.next()).value);
    const second = await rest.next();
    const { ETag, VersionId }: Written = second.done
      ? await call(() => client.send(new PutObjectCommand({ ...target, Body: first, ServerSideEncryption: 'AES256' })))
      : await writeParts(client, target, allOf([first, second.value], rest));
    return { etag: ETag ?? '', versionId: VersionId };
  } finally {
    await rest.return?.();
  }
}

async function* allOf(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  for (let part = await rest.next(); !part.done; part = await rest.next()) {
    yield part.value;
  }
}

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

async function writeParts(client: S3Client, target: Target, parts: AsyncIterable<Uint8Array>): Promise<Written> {
  const { UploadId } = await call(() => client.send(new CreateMultipartUploadCommand({ ...target, ServerSideEncryption: 'AES256' })));
  try {
    const written: CompletedPart[] = [];
    for await (const part of parts) {
      const PartNumber = written.length + 1;
      const { ETag, ChecksumCRC32 } = await call(() => client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body: part })));
      // the SDK adds this checksum to each part, and S3 then wants it of the whole too
      written.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    return await call(() => client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: written } })));
  } catch (error) {
    // S3 keeps the parts of an upload until somebody gives it up; if that fails too, the first error is the one to tell
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}
