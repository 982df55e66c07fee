/**
 * What the construct writes into the template and the handler reads from it: types alone, shared by both.
 *
 * CloudFormation turns every scalar of a custom resource into a string and the CDK drops empty objects from it, so
 * whatever has a shape travels as JSON text.
 */

/** The properties of the custom resource, as strings: what CloudFormation leaves of any other scalar. */
export interface JobProperties {
  /** A {@link JobRequest} as JSON text, with a {@link StandIn} for every string that only the deployment knows. */
  readonly Request: string;
  /** The strings behind the stand-ins, by index. */
  readonly Values?: string[];
  /** Changes when somebody wants the same job to run again. */
  readonly RunId?: string;
  /** Given, nothing but another `RunId` starts a new run. */
  readonly RunOn?: 'RUN_ID';
  /** The most objects that the job may work on, a whole number: it is suspended until its count is known. */
  readonly MaxObjects?: string;
  /** Given, a generated manifest without objects is a success. */
  readonly OnNoObjects?: 'SUCCEED';
  /** A {@link WaitSpec} as JSON text. */
  readonly WaitFor: string;
  /** The job's tags, without the handler's own. */
  readonly Tags?: Tag[];
  /** Advisory: differs where a deployment will start a new run, as far as synth can tell. Read by people in `cdk diff`. */
  readonly RunFingerprint: string;
}

/** Stands in the request for `Values[$]`. No name in the API is spelled `$`, and no map of it holds numbers. */
export interface StandIn {
  readonly $: number;
}

/** Stands in the request for the instant so many seconds before the job is created. */
export interface SecondsAgo {
  readonly $secondsAgo: number;
}

/** Stands in the request for the location of a manifest that the handler writes, from rows that came with the app. */
export interface StagedLocation {
  readonly $staged: {
    /** The asset of the rows, a line each: what a manifest has, less its first column, the bucket. */
    readonly AssetBucket: string;
    readonly AssetKey: string;
    /** SHA-256 of the asset's bytes, in hex. */
    readonly Sha256: string;
    /** Name of the bucket whose objects the rows name. */
    readonly Bucket: string;
    /** ARN of the manifest that is written. */
    readonly ObjectArn: string;
  };
}

/** A tag, of a job or of an object. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** CreateJob as the API spells it, less what only the handler knows: account, token, the handler's tags. */
export interface JobRequest {
  readonly Operation: OperationRequest;
  readonly Report: ReportRequest;
  readonly Priority: number;
  readonly RoleArn: string;
  /** Always sent: left out, S3 suspends the job, and fails it after 30 days (facts of the service). */
  readonly ConfirmationRequired: boolean;
  readonly Description?: string;
  /** Either this or `ManifestGenerator`. */
  readonly Manifest?: ManifestRequest;
  readonly ManifestGenerator?: ManifestGeneratorRequest;
}

/** The API's name of an operation, as `Operation` holds it. */
export type OperationName =
  | 'LambdaInvoke' | 'S3PutObjectCopy' | 'S3PutObjectAcl' | 'S3PutObjectTagging' | 'S3DeleteObjectTagging' | 'S3InitiateRestoreObject'
  | 'S3PutObjectLegalHold' | 'S3PutObjectRetention' | 'S3ReplicateObject' | 'S3ComputeObjectChecksum' | 'S3UpdateObjectEncryption';

/** One operation with its options, by its {@link OperationName}, or by a name that is newer than this library. */
export interface OperationRequest {
  readonly [name: string]: { readonly [option: string]: unknown };
}

/** Where the completion report goes. */
export interface ReportRequest {
  readonly Enabled: boolean;
  readonly Bucket?: string;
  readonly Format?: 'Report_CSV_20180820';
  readonly Prefix?: string;
  readonly ReportScope?: 'AllTasks' | 'FailedTasksOnly';
  readonly ExpectedBucketOwner?: string;
}

/** A manifest that is there before the job. */
export interface ManifestRequest {
  readonly Spec: {
    readonly Format: 'S3BatchOperations_CSV_20180820' | 'S3InventoryReport_CSV_20161130';
    /** Of a CSV alone: an inventory report says itself what its columns are. */
    readonly Fields?: ManifestField[];
  };
  readonly Location: ManifestLocation | StagedLocation;
}

/** Where a manifest lies. */
export interface ManifestLocation {
  readonly ObjectArn: string;
  /** CreateJob requires it: where nobody gave it, the handler asks S3 before it creates the job. */
  readonly ETag?: string;
  readonly ObjectVersionId?: string;
}

/** What a column of a CSV manifest holds. */
export type ManifestField = 'Ignore' | 'Bucket' | 'Key' | 'VersionId';

/** A manifest that S3 makes itself, of what a filter selects. */
export interface ManifestGeneratorRequest {
  readonly S3JobManifestGenerator: {
    readonly SourceBucket: string;
    readonly EnableManifestOutput: boolean;
    readonly ManifestOutputLocation?: ManifestOutputRequest;
    readonly ExpectedBucketOwner?: string;
    readonly Filter?: ManifestFilterRequest;
  };
}

/** Where S3 keeps the manifest that it generated. */
export interface ManifestOutputRequest {
  readonly Bucket: string;
  readonly ManifestFormat: 'S3InventoryReport_CSV_20211130';
  readonly ManifestPrefix?: string;
  readonly ExpectedManifestBucketOwner?: string;
  readonly ManifestEncryption?: { readonly SSES3: object } | { readonly SSEKMS: { readonly KeyId: string } };
}

/** What an object must be to stand in a generated manifest. Dates are ISO 8601, in UTC. */
export interface ManifestFilterRequest {
  readonly CreatedAfter?: string | SecondsAgo;
  readonly CreatedBefore?: string | SecondsAgo;
  readonly EligibleForReplication?: boolean;
  readonly ObjectReplicationStatuses?: string[];
  readonly KeyNameConstraint?: {
    readonly MatchAnyPrefix?: string[];
    readonly MatchAnySuffix?: string[];
    readonly MatchAnySubstring?: string[];
  };
  readonly ObjectSizeGreaterThanBytes?: number;
  readonly ObjectSizeLessThanBytes?: number;
  readonly MatchAnyStorageClass?: string[];
  readonly MatchAnyObjectEncryption?: ObjectEncryptionRequest[];
}

/** How an object must be encrypted: one of the members. */
export interface ObjectEncryptionRequest {
  readonly SSES3?: object;
  readonly SSEKMS?: { readonly KmsKeyArn?: string; readonly BucketKeyEnabled?: boolean };
  readonly DSSEKMS?: { readonly KmsKeyArn?: string };
  readonly SSEC?: object;
  readonly NOTSSE?: object;
}

/** How long a deployment waits for its job, and what it takes for a success. */
export type WaitSpec =
  /** until the job exists */
  | { readonly until: 'created' }
  /** until S3 has read the manifest and tried the role; past the timeout the deployment goes on */
  | { readonly until: 'started'; readonly timeoutSeconds: number }
  /** until no task is left; past the timeout the deployment fails or goes on */
  | {
    readonly until: 'completed';
    readonly timeoutSeconds: number;
    /** Undefined: FAIL. */
    readonly onTimeout?: 'FAIL' | 'CONTINUE';
    /** Undefined: 0, or any number where there is a percentage. */
    readonly maxFailedTasks?: number;
    readonly maxFailedTasksPercent?: number;
  };

/** The attributes that every SUCCESS carries; flat strings, since CloudFormation knows nothing else. */
export interface JobAttributes {
  readonly JobId: string;
  readonly JobArn: string;
  readonly JobStatus: string;
  readonly TotalNumberOfTasks: string;
  readonly NumberOfTasksSucceeded: string;
  readonly NumberOfTasksFailed: string;
  /** Key of the report's manifest.json; empty without a report. */
  readonly ReportManifestKey: string;
}
