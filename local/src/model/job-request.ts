import type { Tag } from '../store/object-store';

/** CreateJob, as far as the engine runs it, spelled as the API spells it. Dates are ISO 8601 text. */
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

/** The options of each operation that the engine runs, by the API's name of it. */
export interface OperationOptions {
  readonly LambdaInvoke: LambdaInvokeOptions;
  readonly S3PutObjectTagging: { readonly TagSet?: readonly Tag[] };
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

/** The API's name of an operation that the engine runs. */
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

/** A manifest that is there already: a CSV file. */
export interface ManifestRequest {
  readonly Spec: {
    readonly Format: 'S3BatchOperations_CSV_20180820';
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
    readonly Filter?: ManifestFilterRequest;
  };
}

/** What an object must be to stand in a generated manifest: all of it. */
export interface ManifestFilterRequest {
  readonly CreatedAfter?: string;
  readonly CreatedBefore?: string;
  readonly KeyNameConstraint?: { readonly MatchAnyPrefix?: readonly string[] };
}
