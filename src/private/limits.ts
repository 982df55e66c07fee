/**
 * The service's numbers, each with where it is written. "Model" is the service model of S3 Control
 * (botocore `s3control/2018-08-20`), which the API reference is made from.
 */

/** Model: `JobPriority`. */
export const PRIORITY = { min: 0, max: 2_147_483_647 };

/** What `maxObjects` may be: a job has at most 20 billion tasks. S3 User Guide, "Performing object operations in bulk with Batch Operations". */
export const MAX_OBJECTS = { min: 1, max: 20_000_000_000 };

/** Model: `NonEmptyMaxLength256String`, in characters. */
export const DESCRIPTION_LENGTH = 256;

/** Model: `ReportPrefixString`, in characters. */
export const REPORT_PREFIX_LENGTH = 512;

/** Model: `NonEmptyMaxLength1024String` in `KeyNameConstraint`, in characters. */
export const KEY_CONSTRAINT_LENGTH = 1024;

/**
 * The longest that a filter's `olderThan` and `newerThan` may be, in days: 50 years. No limit of S3's, which is younger, but
 * the instant that they stand for shall be one that every clock can tell.
 */
export const FILTER_AGE_DAYS = 18_250;

/** Model: `ManifestPrefixString`, in characters. */
export const MANIFEST_PREFIX_LENGTH = 512;

/** The longest key of an object: so many bytes of UTF-8, so it can't have more characters. S3 User Guide, "Naming Amazon S3 objects". */
export const OBJECT_KEY_LENGTH = 1024;

/** Model: `S3KeyArnString`, `NonEmptyMaxLength1024String` and `S3ObjectVersionId` in `JobManifestLocation`, in characters. */
export const MANIFEST_LOCATION = { arnLength: 2000, etagLength: 1024, versionIdLength: 2000 };

/** The longest key as a manifest has it, URL-encoded, in characters. S3 User Guide, "Creating an S3 Batch Operations job". */
export const MANIFEST_KEY_LENGTH = 1024;

/** The longest id of an object's version, in bytes of UTF-8. S3 User Guide, "Retaining multiple versions of objects with S3 Versioning". */
export const VERSION_ID_LENGTH = 1024;

/** The longest name of a bucket: of those from before March 2018. S3 User Guide, "General purpose bucket naming rules". */
export const BUCKET_NAME_LENGTH = 255;

/** What {@link OBJECT_KEY_LENGTH} leaves, in bytes, beside a SHA-256 in hex, a slash, the name of a bucket and `.csv`. */
export const STAGING_PREFIX_LENGTH = OBJECT_KEY_LENGTH - 64 - 1 - BUCKET_NAME_LENGTH - 4;

/** Model: `FunctionArnString`, in characters. */
export const FUNCTION_ARN_LENGTH = 1024;

/** ARN of a function, of a version or of an alias. Model: `FunctionArnString`, less the forms that are no ARN; its Regions are an open set. */
export const FUNCTION_ARN = /^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(?::(?:\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** Model: `UserArguments`, `NonEmptyMaxLength64String`, `MaxLength1024String`: how many, and the characters of their keys and values. */
export const USER_ARGUMENTS = { count: 10, keyLength: 64, valueLength: 1024 };

/** ARN of a KMS key, where the service takes no alias and no bare id. Model: `KmsKeyArnString`, `NonEmptyKmsKeyArnString`. */
export const KEY_ARN = /^arn:aws[a-zA-Z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[a-zA-Z0-9-]+$/;

/** The least size of an object's parts but the last, of which there are 10,000 at most, in bytes. S3 User Guide, "Amazon S3 multipart upload limits". */
export const MULTIPART_SIZE = 5 * 1024 ** 2;

/** Tags on an object, and the lengths of their keys and values. S3 User Guide, "Categorizing your storage using tags". */
export const OBJECT_TAGS = { count: 10, keyLength: 128, valueLength: 256 };

/** Model: `NonEmptyMaxLength1024String` in `S3Grantee`, in characters. */
export const GRANTEE_LENGTH = 1024;

/** The longest that an event hold retains an object after its release. Model: `S3ObjectLockEventHoldDuration`, its `Days` and `Years`. */
export const EVENT_HOLD = { days: 36_500, years: 100 };

/** Days that a restored object stays. API reference, `S3InitiateRestoreObjectOperation`: 1 at least; model: `S3ExpirationInDays`, an integer of 32 bits. */
export const RESTORE_DAYS = { min: 1, max: 2_147_483_647 };

/** Characters of an object owner's id and name. Model: `NonEmptyMaxLength1024String` in `S3ObjectOwner`. */
export const OBJECT_OWNER_LENGTH = 1024;

/** Grants in an access control list. S3 User Guide, "Access control list (ACL) overview". */
export const ACL_GRANTS = 100;

/** Model: `TargetResource`, `TargetKeyPrefix`, `RedirectLocation` and `SSEAwsKmsKeyId` of `S3CopyObjectOperation`, in characters. */
export const COPY = { targetLength: 128, prefixLength: 1024, redirectLength: 2048, keyIdLength: 2000 };

/** The largest object that a job copies, 5 GB, in bytes. S3 User Guide, "Copy objects". */
export const COPIED_OBJECT_BYTES = 5 * 1024 ** 3;

/** Model: `NonEmptyMaxLength1024String` in `S3ObjectMetadata`, in characters. */
export const METADATA_LENGTH = 1024;

/** Model: `S3UserMetadata`, `NonEmptyMaxLength1024String`, `MaxLength1024String`: how many, and the characters of their keys and values. */
export const USER_METADATA = { count: 8192, keyLength: 1024, valueLength: 1024 };

/** ARN of a general purpose bucket, of whichever age. S3 User Guide, "General purpose bucket naming rules". */
export const BUCKET_ARN = /^arn:[^:]+:s3:::[A-Za-z0-9._-]+$/;

/** ARN of a directory bucket. S3 User Guide, "Using Batch Operations with directory buckets" and "Directory bucket naming rules". */
export const DIRECTORY_BUCKET_ARN = /^arn:[^:]+:s3express:[^:]+:\d{12}:bucket\/[^:/]+--[^:/]+--x-s3$/;

/** Tags on a job. API reference, PutJobTagging: 50; four of them are the handler's. */
export const JOB_TAGS = { count: 50, ours: 4 };

/** Characters of a tag's key and value. Model: `TagKeyString`, `TagValueString`. */
export const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** What AWS's own tags start with, and nobody else's may. AWS Billing user guide, "User-defined tag restrictions", which S3's pages on tags refer to. */
export const RESERVED_TAG_PREFIX = 'aws:';

/** What XML can't hold, in which S3 is sent a job. XML 1.0, `Char`. */
export const NOT_IN_XML = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** How deep the options of an operation of one's own may be nested. No limit of S3's, whose own operations are nested less deep than ten. */
export const REQUEST_DEPTH = 32;

/** The longest a custom resource may take, in seconds. CloudFormation template reference, `ServiceTimeout`. */
export const SERVICE_TIMEOUT_SECONDS = 3600;

/** The longest a function runs, in seconds. Lambda developer guide, "Configure Lambda function timeout". */
export const FUNCTION_TIMEOUT_SECONDS = 900;

/**
 * How long a deployment may wait for its job, in seconds: {@link SERVICE_TIMEOUT_SECONDS} less
 * {@link SERVICE_TIMEOUT_MARGIN_SECONDS}; and how long it does where nobody says, until the job has started or completed.
 */
export const WAIT_SECONDS = { max: 2700, started: 900, completed: 2700 };

/** What a custom resource gets beyond its job's wait, in seconds: a retried event of CloudFormation comes minutes late. */
export const SERVICE_TIMEOUT_MARGIN_SECONDS = 900;

/** The least a custom resource gets, in seconds: its timeout bounds the deletion too, which waits for a cancelled job. */
export const SERVICE_TIMEOUT_MIN_SECONDS = 1200;

/** How many jobs of an account S3 runs at a time. S3 User Guide, "Performing object operations in bulk with Batch Operations". */
export const ACTIVE_JOBS = 6;

/** Model: `JobId`. */
export const JOB_ID = /^[a-zA-Z0-9_-]{5,36}$/;

/**
 * Policies of a role: characters of all inline ones together and of a managed one, white space aside, and how many managed
 * ones there may be once the quota is raised as far as it goes; the CDK warns before that. IAM User Guide, "IAM and AWS STS quotas".
 */
export const IAM_POLICIES = { inlineLength: 10_240, managedLength: 6_144, managedCount: 25 };

/** Characters of inline policies that the handler has for single jobs: the rest is for what it may do for every job, and for what users add. */
export const HANDLER_INLINE_LENGTH = 7_000;
