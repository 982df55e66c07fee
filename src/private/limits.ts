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

/** The longest key of an object: so many bytes of UTF-8, so it can't have more characters. S3 User Guide, "Naming Amazon S3 objects". */
export const OBJECT_KEY_LENGTH = 1024;

/** Model: `S3KeyArnString`, `NonEmptyMaxLength1024String` and `S3ObjectVersionId` in `JobManifestLocation`, in characters. */
export const MANIFEST_LOCATION = { arnLength: 2000, etagLength: 1024, versionIdLength: 2000 };

/** Model: `FunctionArnString`, in characters. */
export const FUNCTION_ARN_LENGTH = 1024;

/** Model: `UserArguments`, `NonEmptyMaxLength64String`, `MaxLength1024String`: how many, and the characters of their keys and values. */
export const USER_ARGUMENTS = { count: 10, keyLength: 64, valueLength: 1024 };

/** ARN of a KMS key, where the service takes no alias and no bare id. Model: `KmsKeyArnString`, `NonEmptyKmsKeyArnString`. */
export const KEY_ARN = /^arn:aws[a-zA-Z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[a-zA-Z0-9-]+$/;

/** Tags on an object, and the lengths of their keys and values. S3 User Guide, "Categorizing your storage using tags". */
export const OBJECT_TAGS = { count: 10, keyLength: 128, valueLength: 256 };

/** Tags on a job. API reference, PutJobTagging: 50; four of them are the handler's. */
export const JOB_TAGS = { count: 50, ours: 4 };

/** Characters of a tag's key and value. Model: `TagKeyString`, `TagValueString`. */
export const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The longest a custom resource may take, in seconds. CloudFormation template reference, `ServiceTimeout`. */
export const SERVICE_TIMEOUT_SECONDS = 3600;

/** The longest a function runs, in seconds. Lambda developer guide, "Configure Lambda function timeout". */
export const FUNCTION_TIMEOUT_SECONDS = 900;

/**
 * How long a deployment may wait for its job, in seconds. The handler waits within one invocation, so this is
 * {@link FUNCTION_TIMEOUT_SECONDS} less three minutes: for the calls before the wait, and to cancel and answer after it.
 */
export const WAIT_SECONDS = { max: 720, standard: 600 };

/** What a custom resource gets beyond its job's wait, in seconds: a retried event of CloudFormation comes minutes late. */
export const SERVICE_TIMEOUT_MARGIN_SECONDS = 900;

/** The least a custom resource gets, in seconds: its timeout bounds the deletion too, which waits for a cancelled job. */
export const SERVICE_TIMEOUT_MIN_SECONDS = 1200;

/** How many jobs of an account S3 runs at a time. S3 User Guide, "Performing object operations in bulk with Batch Operations". */
export const ACTIVE_JOBS = 6;

/** Model: `JobId`, in characters. */
export const JOB_ID_LENGTH = 36;
