import { absentBytes, NO_BYTES } from './absent-body';
import { inventoryAcl } from './inventory-acl';
import { date, misfit, oneOf, type Reader, wholeNumber } from './json-values';
import type { InventorySettings } from './seed-options';
import type { NamedVersion } from './staged-versions';
import { decodeKey } from '../manifest/key-encoding';
import { STORAGE_CLASSES } from '../store/new-version';
import type { ArchiveStatus, Encryption, Retention } from '../store/object-state';
import type { AclRequest } from '../store/object-store';
import type { SeededObject } from '../store/seeded-object';
import { NULL_VERSION } from '../store/stored-version';

/** The columns that an inventory can have. S3 User Guide, "Amazon S3 Inventory list". */
const COLUMNS = [
  'Bucket', 'Key', 'VersionId', 'IsLatest', 'IsDeleteMarker', 'Size', 'LastModifiedDate', 'ETag', 'StorageClass', 'ReplicationStatus', 'EncryptionStatus',
  'BucketKeyStatus', 'ObjectLockRetainUntilDate', 'ObjectLockMode', 'ObjectLockLegalHoldStatus', 'IntelligentTieringAccessTier', 'ObjectAccessControlList',
  'ObjectOwner',
  // the ETag tells as much
  'IsMultipartUploaded',
  // which checksum S3 has, and not what it is
  'ChecksumAlgorithm',
  // nothing here expires by itself
  'LifecycleExpirationDate',
] as const;

type Column = typeof COLUMNS[number];

/** What stands in a column of a row: nothing, where there is no such column. */
type Cells = (column: Column) => string;

/** What an inventory's rows have in common. */
export interface InventoryShape extends InventorySettings {
  /** The path of the manifest.json. */
  readonly source: string;
  readonly sourceBucket: unknown;
  /** Where each column is. */
  readonly places: ReadonlyMap<string, number>;
}

/** A `fileSchema` such as `Bucket, Key, Size`, taken apart; a column that S3 has no name for is refused. */
export function placesIn(fileSchema: string): ReadonlyMap<string, number> {
  const names = fileSchema.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !COLUMNS.some((column) => column === name));
  if (unknown !== undefined) throw new Error(`the column ${unknown} isn't known; an inventory can have ${COLUMNS.join(', ')}`);
  if (!names.includes('Size')) throw new Error('the inventory has no column Size, and an object has a size');
  return new Map(names.map((name, index) => [name, index]));
}

/** A row of an inventory's data files. Fails with an error that names the column. */
export function versionInRow(record: readonly string[], shape: InventoryShape): NamedVersion {
  const { places, sourceBucket } = shape;
  if (record.length !== places.size) throw new Error(`the row has ${record.length} columns, and the \`fileSchema\` ${places.size}`);
  const cells: Cells = (column) => record[places.get(column) ?? -1] ?? '';
  if (sourceBucket !== undefined && cells('Bucket') !== sourceBucket) throw misfit('Bucket', `the inventory's \`sourceBucket\` ${String(sourceBucket)}`, cells('Bucket'));
  const key = decodeKey(cells('Key'), shape.unknowns);
  if (key === undefined) throw misfit('Key', 'URL-encoded', cells('Key'));
  const isLatest = given(cells, 'IsLatest', truth);
  const versionId = versionIdIn(places, cells);
  const lastModified = given(cells, 'LastModifiedDate', date);
  const isDeleteMarker = given(cells, 'IsDeleteMarker', truth);
  const object = isDeleteMarker ? { body: NO_BYTES, versionId, lastModified } : objectIn(cells, key, versionId, lastModified, shape);
  return { key, isLatest, isDeleteMarker, object };
}

// one literal: there may be millions, and one that is put together from others takes twice the memory
function objectIn(cells: Cells, key: string, versionId: string | undefined, lastModified: Date | undefined, shape: InventoryShape): SeededObject {
  const size = wholeNumber(Number(cells('Size') || NaN), 'Size');
  const etag = cells('ETag') || undefined;
  return {
    body: absentBytes(key, size, etag, shape.source),
    etag,
    versionId,
    lastModified,
    storageClass: given(cells, 'StorageClass', oneOf(...STORAGE_CLASSES)),
    replicationStatus: given(cells, 'ReplicationStatus', inCapitals(oneOf('PENDING', 'COMPLETED', 'FAILED', 'REPLICA'))),
    legalHold: given(cells, 'ObjectLockLegalHoldStatus', inCapitals(oneOf('ON', 'OFF'))),
    archiveStatus: given(cells, 'IntelligentTieringAccessTier', archiveStatus),
    retention: retentionIn(cells),
    encryption: encryptionIn(cells, shape),
    acl: aclIn(cells),
  };
}

/** S3 User Guide, "Converting empty version ID strings in Amazon S3 Inventory reports to null strings": that is what an empty one stands for. */
function versionIdIn(places: InventoryShape['places'], cells: Cells): string | undefined {
  return places.has('VersionId') ? cells('VersionId') || NULL_VERSION : undefined;
}

function aclIn(cells: Cells): AclRequest | undefined {
  const acl = given(cells, 'ObjectAccessControlList', (cell) => inventoryAcl(String(cell), cells('ObjectOwner')));
  return acl && { acl };
}

function retentionIn(cells: Cells): Retention | undefined {
  const mode = given(cells, 'ObjectLockMode', inCapitals(oneOf('GOVERNANCE', 'COMPLIANCE')));
  const retainUntil = given(cells, 'ObjectLockRetainUntilDate', date);
  if (mode && retainUntil) return { mode, retainUntil };
  if (mode ?? retainUntil) throw new Error('a retention has an ObjectLockMode and an ObjectLockRetainUntilDate, and one of them is missing');
  return undefined;
}

function encryptionIn(cells: Cells, { kmsKeyArn }: InventoryShape): Encryption | undefined {
  const type = given(cells, 'EncryptionStatus', oneOf('SSE-S3', 'SSE-KMS', 'DSSE-KMS', 'SSE-C', 'NOT-SSE'));
  if (type !== 'SSE-KMS' && type !== 'DSSE-KMS') return type && { type };
  if (kmsKeyArn === undefined) throw new Error(`the object is under ${type}, and an inventory doesn't say with which key: name it with \`kmsKey\``);
  const bucketKey = given(cells, 'BucketKeyStatus', inCapitals(oneOf('ENABLED', 'DISABLED')));
  return { type, keyArn: kmsKeyArn, ...(bucketKey && { bucketKeyEnabled: bucketKey === 'ENABLED' }) };
}

const ARCHIVE_TIERS: { readonly [tier: string]: ArchiveStatus | undefined } = {
  FREQUENT: undefined,
  INFREQUENT: undefined,
  ARCHIVE_INSTANT_ACCESS: undefined,
  ARCHIVE: 'ARCHIVE_ACCESS',
  DEEP_ARCHIVE: 'DEEP_ARCHIVE_ACCESS',
};

function archiveStatus(cell: unknown, name: string): ArchiveStatus | undefined {
  return ARCHIVE_TIERS[oneOf(...Object.keys(ARCHIVE_TIERS))(cell, name)];
}

// the guide has `True`, its examples have `true`; as of `Governance` and `On`
function truth(cell: unknown, name: string): boolean {
  return inCapitals(oneOf('TRUE', 'FALSE'))(cell, name) === 'TRUE';
}

function inCapitals<Value>(read: Reader<Value>): Reader<Value> {
  return (cell, name) => read(String(cell).toUpperCase(), name);
}

function given<Value>(cells: Cells, column: Column, read: Reader<Value>): Value | undefined {
  const cell = cells(column);
  return cell === '' ? undefined : read(cell, column);
}
