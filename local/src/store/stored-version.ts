import type { ObjectBody } from './object-body';
import type { Restore, Acl, ArchiveStatus, Encryption, ReplicationStatus, Retention, StoredChecksum } from './object-state';
import type { ObjectMetadata, Tag } from './object-store';

/** The version id of what was written without versions. S3 User Guide, "Using versioning in S3 buckets". */
export const NULL_VERSION = 'null';

/** One version of an object as the store holds it: what S3 can change without writing it again changes in place. */
export interface StoredVersion {
  readonly versionId: string;
  readonly body: ObjectBody;
  readonly lastModified: Date;
  readonly storageClass: string;
  readonly metadata?: ObjectMetadata;
  /** In bytes, of an object that was uploaded in parts. */
  readonly partSizes?: readonly number[];
  readonly websiteRedirect?: string;
  /** Computed when somebody asks for it, if it isn't known. */
  readonly checksum?: () => Promise<StoredChecksum>;
  /** Only of a version that says the object is deleted; it has no bytes. */
  readonly isDeleteMarker?: true;
  tags: readonly Tag[];
  acl: Acl;
  encryption: Encryption;
  retention?: Retention;
  legalHold?: 'ON' | 'OFF';
  archiveStatus?: ArchiveStatus;
  restore?: Restore;
  replicationStatus?: ReplicationStatus;
}
