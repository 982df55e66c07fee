import { anyText, date, listOf, mapOf, members, misfit, oneOf, text, wholeNumber, yesOrNo } from './json-values';
import { isKept } from '../http/s3/metadata';
import { CHECKSUM_ALGORITHMS } from '../store/checksum';
import { STORAGE_CLASSES } from '../store/new-version';
import type { Encryption } from '../store/object-state';
import type { AclRequest, ObjectMetadata, Tag } from '../store/object-store';
import { checkObjectTags } from '../store/object-tags';

const grant = members({
  grantee: members({ type: oneOf('id', 'uri', 'emailAddress'), identifier: text }, 'type', 'identifier'),
  permission: oneOf('FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'),
}, 'grantee', 'permission');

const writtenAcl = members({ owner: text, grants: listOf(grant) }, 'grants');

const cannedAcl = oneOf(
  'private', 'public-read', 'public-read-write', 'aws-exec-read', 'authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control',
);

const writtenEncryption = members({ type: oneOf('SSE-S3', 'SSE-KMS', 'DSSE-KMS', 'SSE-C', 'NOT-SSE'), keyArn: text, bucketKeyEnabled: yesOrNo }, 'type');

const restoration = members({
  state: oneOf('in progress', 'restored'), tier: oneOf('Bulk', 'Standard', 'Expedited'), days: wholeNumber, expires: date,
}, 'state', 'tier');

/** What a line can say of a version. But for these, the names and the values are those of `SeededObject`. */
const line = members({
  key: text,
  /** A file of the folder, with `/`, whose bytes the version has. Default: the one whose path is the key. */
  file: text,
  /** In bytes, of a version whose bytes aren't there. */
  size: wholeNumber,
  isDeleteMarker: yesOrNo,
  versionId: text,
  lastModified: date,
  etag: text,
  storageClass: oneOf(...STORAGE_CLASSES),
  metadata,
  websiteRedirect: text,
  tags,
  acl,
  retention: members({ mode: oneOf('GOVERNANCE', 'COMPLIANCE'), retainUntil: date }, 'mode', 'retainUntil'),
  legalHold: oneOf('ON', 'OFF'),
  archiveStatus: oneOf('ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS'),
  restoration,
  encryption,
  replicationStatus: oneOf('PENDING', 'COMPLETED', 'FAILED', 'REPLICA'),
  checksum: members({ algorithm: oneOf(...CHECKSUM_ALGORITHMS), type: oneOf('FULL_OBJECT', 'COMPOSITE'), value: text }, 'algorithm', 'type', 'value'),
  partSizes: listOf(wholeNumber),
}, 'key');

/** One line of a folder's metadata: a version of an object, or a delete marker. */
export type ObjectLine = ReturnType<typeof line>;

/** What a line says, if all of it can be. */
export function objectLineIn(json: unknown): ObjectLine {
  const said = line(json, '');
  const others = Object.keys(said).find((name) => !['key', 'isDeleteMarker', 'versionId', 'lastModified'].includes(name));
  if (said.isDeleteMarker && others !== undefined) throw new Error(`a delete marker has no \`${others}\``);
  if (said.file !== undefined && said.size !== undefined) throw new Error('`size` says that the bytes aren\'t there, and `file` where they are');
  return said;
}

function metadata(value: unknown, name: string): ObjectMetadata {
  const headers = mapOf(text)(value, name);
  const other = Object.keys(headers).find((header) => !isKept(header));
  if (other === undefined) return headers;
  throw new Error(`\`${name}.${other}\` is no header that S3 keeps, in lower case; what is the user's own begins with x-amz-meta-`);
}

function tags(value: unknown, name: string): readonly Tag[] {
  const read = Object.entries(mapOf(anyText)(value, name)).map(([Key, Value]) => ({ Key, Value }));
  checkObjectTags(read);
  return read;
}

function acl(value: unknown, name: string): AclRequest {
  if (typeof value === 'string') return { canned: cannedAcl(value, name) };
  const { owner, grants } = writtenAcl(value, name);
  return owner === undefined ? { grants } : { acl: { owner, grants } };
}

function encryption(value: unknown, name: string): Encryption {
  const { type, keyArn, bucketKeyEnabled } = writtenEncryption(value, name);
  const isKms = type === 'SSE-KMS' || type === 'DSSE-KMS';
  if (isKms && !keyArn?.startsWith('arn:')) throw misfit(`${name}.keyArn`, 'the ARN of a KMS key', keyArn);
  if (isKms) return { type, keyArn: keyArn!, ...(bucketKeyEnabled !== undefined && { bucketKeyEnabled }) };
  if (keyArn !== undefined || bucketKeyEnabled !== undefined) throw new Error(`\`${name}\` of the type ${type} has no KMS key`);
  return { type };
}
