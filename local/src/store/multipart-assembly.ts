import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checksumOf, compositeChecksum } from './checksum';
import { checksumMissing, entityTooSmall, invalidPart, invalidPartOrder, noParts } from './multipart-error';
import type { Part, Upload, UploadedObject } from './multipart-uploads';
import type { LazyBody } from './object-body';
import type { StoredChecksum } from './object-state';
import type { UploadedPart } from './object-store';

/** What the parts of an upload have become. */
export interface AssembledObject {
  readonly object: UploadedObject;
  readonly body: LazyBody;
  /** The MD5 of the parts' MD5s in hex, and how many they are: `…-3`. */
  readonly etag: string;
  readonly checksum: StoredChecksum;
  /** In bytes, in their order. */
  readonly partSizes: readonly number[];
}

/** The least that a part but the last one has, in bytes. S3 User Guide, "Amazon S3 multipart upload limits". */
const LEAST_PART = 5 * 1024 * 1024;

/** Puts the chosen parts of an upload together, as CompleteMultipartUpload does; refuses parts that don't fit. */
export async function assembled(upload: Upload, chosen: readonly UploadedPart[]): Promise<AssembledObject> {
  const parts = chosenParts(upload, chosen);
  const pieces = parts.map(({ body }) => body);
  return {
    object: upload.object,
    body: { size: pieces.reduce((size, { length }) => size + length, 0), open: () => Readable.from(pieces, { objectMode: false }) },
    etag: etagOf(parts),
    checksum: await checksumOfParts(upload, parts),
    partSizes: pieces.map(({ length }) => length),
  };
}

function chosenParts({ parts, algorithm, checksumType }: Upload, chosen: readonly UploadedPart[]): Part[] {
  if (chosen.length === 0) throw noParts();
  if (chosen.some(({ partNumber }, index) => index > 0 && partNumber <= chosen[index - 1].partNumber)) throw invalidPartOrder();
  const found = chosen.map(({ partNumber, etag, checksum }) => {
    if (checksum === undefined && checksumType === 'COMPOSITE') throw checksumMissing(algorithm, partNumber);
    const part = parts.get(partNumber);
    if (part?.etag !== etag || (checksum !== undefined && checksum !== part.checksum)) throw invalidPart(partNumber);
    return part;
  });
  const small = found.slice(0, -1).findIndex(({ body }) => body.length < LEAST_PART);
  if (small !== -1) throw entityTooSmall(chosen[small].partNumber);
  return found;
}

function etagOf(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

async function checksumOfParts({ algorithm, checksumType: type }: Upload, parts: readonly Part[]): Promise<StoredChecksum> {
  const value = type === 'COMPOSITE'
    ? await compositeChecksum(parts.map(({ checksum }) => checksum), algorithm)
    : await checksumOf(Readable.from(parts.map(({ body }) => body), { objectMode: false }), algorithm);
  return { algorithm, type, value };
}
