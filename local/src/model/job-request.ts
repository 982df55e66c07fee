import type { CannedAcl, ChecksumAlgorithm, Retention } from '../store/object-state';
import type { Tag } from '../store/object-store';

/** CreateJob, spelled as the API spells it. Dates are ISO 8601 text. */
export interface CreateJobRequest extends JobRequest {
  /** Names this request: the same one again makes no second job. */
  readonly ClientRequestToken: string;
  readonly Tags?: readonly Tag[];
}

/** What a job does, to which objects, and how it tells. */
export interface JobRequest {
  readonly Operation: OperationRequest;
  readonly Report: ReportRequest;
  readonly Priority: number;
  readonly RoleArn: string;
  readonly ConfirmationRequired?: boolean;
  readonly Description?: string;
  readonly Manifest?: ManifestRequest;
  readonly ManifestGenerator?: ManifestGeneratorRequest;
}

/** The options of each operation, by the API's name of it. */
export interface OperationOptions {
  readonly LambdaInvoke: LambdaInvokeOptions;
  readonly S3PutObjectCopy: CopyOptions;
  readonly S3PutObjectAcl: { readonly AccessControlPolicy?: AccessControlPolicy };
  readonly S3PutObjectTagging: { readonly TagSet?: readonly Tag[] };
  readonly S3DeleteObjectTagging: NoOptions;
  readonly S3InitiateRestoreObject: { readonly ExpirationInDays?: number; readonly GlacierJobTier?: 'BULK' | 'STANDARD' };
  readonly S3PutObjectLegalHold: { readonly LegalHold: { readonly Status: 'OFF' | 'ON' } };
  readonly S3PutObjectRetention: RetentionOptions;
  readonly S3ReplicateObject: NoOptions;
  readonly S3ComputeObjectChecksum: { readonly ChecksumAlgorithm?: ChecksumAlgorithm; readonly ChecksumType?: 'FULL_OBJECT' | 'COMPOSITE' };
  readonly S3UpdateObjectEncryption: {
    readonly ObjectEncryption?: { readonly SSEKMS?: { readonly KMSKeyArn: string; readonly BucketKeyEnabled?: boolean } };
  };
}

/** An operation that has no options. */
export interface NoOptions {
  readonly [name: string]: never;
}

/** Who may do what with a copy, or with an object, that a grant names. */
export interface GrantRequest {
  readonly Grantee?: { readonly TypeIdentifier?: 'id' | 'emailAddress' | 'uri'; readonly Identifier?: string; readonly DisplayName?: string };
  readonly Permission?: 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';
}

/** Whom S3PutObjectAcl lets do what. */
export interface AccessControlPolicy {
  readonly AccessControlList?: {
    readonly Owner: { readonly ID?: string; readonly DisplayName?: string };
    readonly Grants?: readonly GrantRequest[];
  };
  readonly CannedAccessControlList?: CannedAcl;
}

/** Where S3PutObjectCopy copies to, and what the copies have of their own. */
export interface CopyOptions {
  readonly TargetResource?: string;
  readonly CannedAccessControlList?: CannedAcl;
  readonly AccessControlGrants?: readonly GrantRequest[];
  readonly MetadataDirective?: 'COPY' | 'REPLACE';
  readonly AnnotationDirective?: 'COPY' | 'EXCLUDE';
  readonly ModifiedSinceConstraint?: string;
  readonly UnModifiedSinceConstraint?: string;
  readonly NewObjectMetadata?: NewObjectMetadata;
  readonly NewObjectTagging?: readonly Tag[];
  readonly RedirectLocation?: string;
  readonly RequesterPays?: boolean;
  readonly StorageClass?: string;
  readonly SSEAwsKmsKeyId?: string;
  readonly TargetKeyPrefix?: string;
  readonly ObjectLockLegalHoldStatus?: 'OFF' | 'ON';
  readonly ObjectLockMode?: Retention['mode'];
  readonly ObjectLockRetainUntilDate?: string;
  readonly BucketKeyEnabled?: boolean;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm;
  readonly ObjectLockEventHold?: 'ON' | 'OFF';
  readonly ObjectLockEventHoldDuration?: EventHoldDuration;
}

/** The metadata of copies that don't keep their sources'. */
export interface NewObjectMetadata {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly UserMetadata?: { readonly [name: string]: string };
  readonly ContentLength?: number;
  readonly ContentMD5?: string;
  readonly ContentType?: string;
  readonly HttpExpiresDate?: string;
  readonly RequesterCharged?: boolean;
  readonly SSEAlgorithm?: 'AES256' | 'KMS';
}

/** Until when S3PutObjectRetention keeps objects; without mode and date it takes their retention away. */
export interface RetentionOptions {
  readonly BypassGovernanceRetention?: boolean;
  readonly Retention: {
    readonly RetainUntilDate?: string;
    readonly Mode?: Retention['mode'];
    readonly EventHold?: 'ON' | 'OFF';
    readonly EventHoldDuration?: EventHoldDuration;
  };
}

/** How long an object stays locked after the event that its hold waits for; one of both. */
export interface EventHoldDuration {
  readonly Days?: number;
  readonly Years?: number;
}

/** Which function is invoked for each object, and how it is asked. */
export interface LambdaInvokeOptions {
  /** With or without a version or alias. */
  readonly FunctionArn: string;
  /** `1.0`, the default, or `2.0`. */
  readonly InvocationSchemaVersion?: string;
  /** Only with `2.0`. */
  readonly UserArguments?: { readonly [name: string]: string };
}

/** The API's name of an operation. */
export type OperationName = keyof OperationOptions;

/** One operation, by its name. */
export type OperationRequest = Partial<OperationOptions>;

/** Where the completion report goes. */
export interface ReportRequest {
  readonly Enabled: boolean;
  readonly Bucket?: string;
  readonly Format?: 'Report_CSV_20180820';
  readonly Prefix?: string;
  readonly ReportScope?: 'AllTasks' | 'FailedTasksOnly';
  readonly ExpectedBucketOwner?: string;
}

/** A manifest that is there already: a CSV file, or an inventory report. */
export interface ManifestRequest {
  readonly Spec: {
    readonly Format: 'S3BatchOperations_CSV_20180820' | 'S3InventoryReport_CSV_20161130';
    readonly Fields?: readonly ManifestField[];
  };
  readonly Location: {
    readonly ObjectArn: string;
    readonly ETag: string;
    readonly ObjectVersionId?: string;
  };
}

/** What a column of the manifest holds. */
export type ManifestField = 'Ignore' | 'Bucket' | 'Key' | 'VersionId';

/** A manifest that S3 makes itself. */
export interface ManifestGeneratorRequest {
  readonly S3JobManifestGenerator: {
    readonly SourceBucket: string;
    readonly EnableManifestOutput: boolean;
    readonly ExpectedBucketOwner?: string;
    readonly ManifestOutputLocation?: ManifestOutputRequest;
    readonly Filter?: ManifestFilterRequest;
  };
}

/** Where a generated manifest is kept. */
export interface ManifestOutputRequest {
  readonly ExpectedManifestBucketOwner?: string;
  readonly Bucket: string;
  readonly ManifestPrefix?: string;
  readonly ManifestEncryption?: { readonly SSES3?: NoOptions; readonly SSEKMS?: { readonly KeyId: string } };
  readonly ManifestFormat: 'S3InventoryReport_CSV_20211130';
}

/** What an object must be to stand in a generated manifest: all of it. */
export interface ManifestFilterRequest {
  readonly CreatedAfter?: string;
  readonly CreatedBefore?: string;
  readonly EligibleForReplication?: boolean;
  readonly ObjectReplicationStatuses?: readonly ('COMPLETED' | 'FAILED' | 'REPLICA' | 'NONE')[];
  readonly KeyNameConstraint?: {
    readonly MatchAnyPrefix?: readonly string[];
    readonly MatchAnySuffix?: readonly string[];
    readonly MatchAnySubstring?: readonly string[];
  };
  /** In bytes. */
  readonly ObjectSizeGreaterThanBytes?: number;
  readonly ObjectSizeLessThanBytes?: number;
  readonly MatchAnyStorageClass?: readonly string[];
  readonly MatchAnyObjectEncryption?: readonly EncryptionFilter[];
}

/** What objects must be encrypted with; one of the members. */
export interface EncryptionFilter {
  readonly SSES3?: NoOptions;
  readonly SSEKMS?: { readonly KmsKeyArn?: string; readonly BucketKeyEnabled?: boolean };
  readonly DSSEKMS?: { readonly KmsKeyArn?: string };
  readonly SSEC?: NoOptions;
  readonly NOTSSE?: NoOptions;
}
