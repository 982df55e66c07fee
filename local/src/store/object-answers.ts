import type { ArchiveStatus, Encryption, ObjectMetadata, ReplicationStatus, Restoration, Retention, StoredChecksum } from './object-state';

/** Part of a listing, in UTF-8 order. */
export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  readonly commonPrefixes: readonly string[];
  /** The `startAfter` of the next page; none on the last one. */
  readonly nextStartAfter?: string;
}

/** An object in a listing. */
export interface ListedObject extends Omit<ObjectHead, 'versionId' | 'metadata'> {
  readonly key: string;
}

/** Part of a listing: keys in UTF-8 order, within a key the newest version first. */
export interface VersionPage {
  readonly versions: readonly ListedVersion[];
  /** Default: none. */
  readonly deleteMarkers?: readonly ListedMarker[];
  /** The `keyMarker` of the next page; none on the last one. */
  readonly nextKeyMarker?: string;
}

/** A delete marker in a listing. */
export interface ListedMarker {
  readonly key: string;
  /** How many versions and markers of its key are newer: dates may be the same. A store knows it; clients of S3 aren't told. */
  readonly newer?: number;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly lastModified: Date;
}

/** One version in a listing. */
export interface ListedVersion extends ObjectState {
  readonly key: string;
  /** `null` for what was written without versions. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly size: number;
  /** Only where it was asked for. */
  readonly etag?: string;
  readonly lastModified: Date;
  readonly storageClass: string;
}

/** What an object is in beside its bytes. */
export interface ObjectState {
  /** Default: SSE-S3. */
  readonly encryption?: Encryption;
  readonly replicationStatus?: ReplicationStatus;
  readonly archiveStatus?: ArchiveStatus;
  readonly restoration?: Restoration;
}

/** What is known of an object without its bytes. */
export interface ObjectHead extends ObjectState {
  /** MD5 of the bytes in hex, or of its parts' MD5s, without the quotes that HTTP puts around it. */
  readonly etag: string;
  readonly size: number;
  readonly lastModified: Date;
  readonly storageClass: string;
  /** Only of an object that was put with some. */
  readonly metadata?: ObjectMetadata;
  /** Only in a bucket with versions. */
  readonly versionId?: string;
  /** How many parts it was uploaded in, if in parts. */
  readonly partsCount?: number;
  readonly checksum?: StoredChecksum;
  readonly retention?: Retention;
  readonly legalHold?: 'ON' | 'OFF';
  readonly websiteRedirect?: string;
}
