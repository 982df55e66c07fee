import { STATUS_CODES } from 'node:http';
import { GetObjectCommand, HeadObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { ServiceError } from './job-control';
import type { ManifestObject, ManifestStore } from './manifest-store';
import { call } from './sdk-errors';
import { HTTP_LIMITS } from './sdk-http-limits';
import { writeObject } from './sdk-object-writer';

/** {@link ManifestStore} by the AWS SDK. */
export function sdkManifestStore(config: S3ClientConfig = {}): ManifestStore {
  // whether a manifest may lie in another Region than its job is for S3 to say, when it gets the job
  const client = new S3Client({ requestHandler: HTTP_LIMITS, maxAttempts: 6, followRegionRedirects: true, ...config });
  return {
    async head({ bucket, key, versionId }) {
      try {
        const { ETag, VersionId } = await call(() => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId })));
        return { etag: ETag ?? '', versionId: VersionId };
      } catch (error) {
        throw byStatus(error);
      }
    },
    read: (object) => read(client, object),
    write: (object, parts) => writeObject(client, object, parts),
  };
}

async function* read(client: S3Client, { bucket, key, versionId }: ManifestObject): AsyncGenerator<Uint8Array> {
  const { Body } = await call(() => client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId })));
  const pieces = (Body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await call(() => pieces.next());
      if (piece.done) {
        return;
      }
      yield piece.value;
    }
  } finally {
    // closes the connection where nobody reads to the end
    await pieces.return?.();
  }
}

/** An answer to HEAD has no body, and so no code: the SDK calls nearly all of them `Unknown`. */
function byStatus(error: unknown): unknown {
  return error instanceof ServiceError && error.status !== undefined
    ? new ServiceError(`HTTP ${error.status}`, STATUS_CODES[error.status] ?? 'of no known meaning', error.status)
    : error;
}
