import type { CopyOptions, NewObjectMetadata } from '../model/job-request';
import type { ObjectMetadata } from '../store/object-store';
import type { Choices } from '../unknowns';

/** The headers that a copy has of its own; undefined where it keeps its source's. */
export function newMetadataOf(options: CopyOptions, unknowns: Choices): ObjectMetadata | undefined {
  return isReplaced(options, unknowns) ? headersOf(options.NewObjectMetadata ?? {}) : undefined;
}

/**
 * API reference, S3CopyObjectOperation: new metadata replaces the old, of which an empty set leaves nothing; but CopyObject, which does
 * it, copies the old unless it is told.
 */
function isReplaced({ MetadataDirective, NewObjectMetadata: given }: CopyOptions, unknowns: Choices): boolean {
  if (MetadataDirective !== undefined) return MetadataDirective === 'REPLACE';
  return given !== undefined && !isEncryptionAlone(given) && unknowns.unsaidMetadataDirective === 'REPLACE with new metadata';
}

/** How a copy is encrypted stands among its metadata, and is none. */
function isEncryptionAlone(metadata: NewObjectMetadata): boolean {
  return Object.keys(metadata).join() === 'SSEAlgorithm';
}

function headersOf(metadata: NewObjectMetadata): ObjectMetadata {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, HttpExpiresDate, UserMetadata = {} } = metadata;
  const headers = {
    'cache-control': CacheControl,
    'content-disposition': ContentDisposition,
    'content-encoding': ContentEncoding,
    'content-language': ContentLanguage,
    'content-type': ContentType,
    'expires': HttpExpiresDate && new Date(HttpExpiresDate).toUTCString(),
    ...Object.fromEntries(Object.entries(UserMetadata).map(([name, value]) => [`x-amz-meta-${name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`, value])),
  };
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as ObjectMetadata;
}
