import {
  COPY, DESCRIPTION_LENGTH, EVENT_HOLD, FILTER_AGE_DAYS, FUNCTION_ARN, FUNCTION_ARN_LENGTH, GRANTEE_LENGTH, KEY_ARN, KEY_CONSTRAINT_LENGTH,
  MANIFEST_LOCATION, MANIFEST_PREFIX_LENGTH, METADATA_LENGTH, OBJECT_OWNER_LENGTH, OBJECT_TAGS, PRIORITY, REPORT_PREFIX_LENGTH,
  RESERVED_TAG_PREFIX, RESTORE_DAYS, TAG_CHARACTERS, USER_ARGUMENTS, USER_METADATA,
} from '../src/private/limits';

/** What a string or a number of a request has to be: what is wrong with one, to stand behind its path; undefined: nothing. */
export type Rule = (value: string) => string | undefined;

/**
 * The rules of the members that a value from the deployment can break, by their paths: `[]` stands for the items of a list
 * and `{}` for the values of a map. What isn't here is S3's to judge, as every member of an operation that this library
 * doesn't know.
 */
export const RULES: { readonly [path: string]: Rule } = {
  'Description': text(DESCRIPTION_LENGTH),
  'Priority': wholeNumber(PRIORITY),

  'Report.Bucket': arn('s3'),
  'Report.Prefix': text(REPORT_PREFIX_LENGTH),
  'Report.ExpectedBucketOwner': account(),

  'Manifest.Location.ObjectArn': objectArn(),
  'Manifest.Location.ETag': text(MANIFEST_LOCATION.etagLength),
  'Manifest.Location.ObjectVersionId': text(MANIFEST_LOCATION.versionIdLength),
  'Manifest.Location.$staged.ObjectArn': objectArn(),
  // it becomes a column of the manifest, where any other character might become another column or row
  'Manifest.Location.$staged.Bucket': matching(/^[A-Za-z0-9._-]+$/, 'be the name of a bucket'),

  'ManifestGenerator.SourceBucket': arn('s3'),
  'ManifestGenerator.ExpectedBucketOwner': account(),
  'ManifestGenerator.ManifestOutputLocation.Bucket': arn('s3'),
  'ManifestGenerator.ManifestOutputLocation.ManifestPrefix': text(MANIFEST_PREFIX_LENGTH),
  'ManifestGenerator.ManifestOutputLocation.ExpectedManifestBucketOwner': account(),
  'ManifestGenerator.ManifestOutputLocation.ManifestEncryption.SSEKMS.KeyId': text(COPY.keyIdLength),

  'Filter.CreatedAfter': instant(),
  'Filter.CreatedBefore': instant(),
  'Filter.CreatedAfter.$secondsAgo': wholeNumber({ min: 0, max: FILTER_AGE_DAYS * 24 * 60 * 60 }),
  'Filter.CreatedBefore.$secondsAgo': wholeNumber({ min: 0, max: FILTER_AGE_DAYS * 24 * 60 * 60 }),
  'Filter.KeyNameConstraint.MatchAnyPrefix[]': text(KEY_CONSTRAINT_LENGTH),
  'Filter.KeyNameConstraint.MatchAnySuffix[]': text(KEY_CONSTRAINT_LENGTH),
  'Filter.KeyNameConstraint.MatchAnySubstring[]': text(KEY_CONSTRAINT_LENGTH),
  'Filter.ObjectSizeGreaterThanBytes': wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  'Filter.ObjectSizeLessThanBytes': wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  'Filter.MatchAnyObjectEncryption[].SSEKMS.KmsKeyArn': keyArn(),
  'Filter.MatchAnyObjectEncryption[].DSSEKMS.KmsKeyArn': keyArn(),

  'LambdaInvoke.FunctionArn': functionArn(),
  'LambdaInvoke.UserArguments{}': text(USER_ARGUMENTS.valueLength, 0),

  'S3PutObjectCopy.TargetResource': arn('s3|s3express'),
  'S3PutObjectCopy.TargetKeyPrefix': text(COPY.prefixLength),
  'S3PutObjectCopy.RedirectLocation': text(COPY.redirectLength),
  'S3PutObjectCopy.SSEAwsKmsKeyId': text(COPY.keyIdLength),
  'S3PutObjectCopy.AccessControlGrants[].Grantee.Identifier': text(GRANTEE_LENGTH),
  'S3PutObjectCopy.AccessControlGrants[].Grantee.DisplayName': text(GRANTEE_LENGTH),
  'S3PutObjectCopy.NewObjectMetadata.CacheControl': text(METADATA_LENGTH),
  'S3PutObjectCopy.NewObjectMetadata.ContentDisposition': text(METADATA_LENGTH),
  'S3PutObjectCopy.NewObjectMetadata.ContentEncoding': text(METADATA_LENGTH),
  'S3PutObjectCopy.NewObjectMetadata.ContentLanguage': text(METADATA_LENGTH),
  'S3PutObjectCopy.NewObjectMetadata.ContentType': text(METADATA_LENGTH),
  'S3PutObjectCopy.NewObjectMetadata.UserMetadata{}': text(USER_METADATA.valueLength, 0),
  'S3PutObjectCopy.NewObjectMetadata.HttpExpiresDate': instant(),
  'S3PutObjectCopy.NewObjectTagging[].Key': tagKey(utf16Units),
  'S3PutObjectCopy.NewObjectTagging[].Value': tagText(OBJECT_TAGS.valueLength, 0, utf16Units),
  'S3PutObjectCopy.ModifiedSinceConstraint': instant(),
  'S3PutObjectCopy.UnModifiedSinceConstraint': instant(),
  'S3PutObjectCopy.ObjectLockRetainUntilDate': instant(),
  'S3PutObjectCopy.ObjectLockEventHoldDuration.Days': wholeNumber({ min: 1, max: EVENT_HOLD.days }),
  'S3PutObjectCopy.ObjectLockEventHoldDuration.Years': wholeNumber({ min: 1, max: EVENT_HOLD.years }),

  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Owner.ID': text(OBJECT_OWNER_LENGTH),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Owner.DisplayName': text(OBJECT_OWNER_LENGTH),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Grants[].Grantee.Identifier': text(GRANTEE_LENGTH),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Grants[].Grantee.DisplayName': text(GRANTEE_LENGTH),

  'S3PutObjectTagging.TagSet[].Key': tagKey(utf16Units),
  'S3PutObjectTagging.TagSet[].Value': tagText(OBJECT_TAGS.valueLength, 0, utf16Units),

  'S3InitiateRestoreObject.ExpirationInDays': wholeNumber(RESTORE_DAYS),

  'S3PutObjectRetention.Retention.RetainUntilDate': instant(),
  'S3PutObjectRetention.Retention.EventHoldDuration.Days': wholeNumber({ min: 1, max: EVENT_HOLD.days }),
  'S3PutObjectRetention.Retention.EventHoldDuration.Years': wholeNumber({ min: 1, max: EVENT_HOLD.years }),

  'S3UpdateObjectEncryption.ObjectEncryption.SSEKMS.KMSKeyArn': keyArn(),

  // the job's own tags, which have the limits of an object's
  'Tags[].Key': tagKey(characters),
  'Tags[].Value': tagText(OBJECT_TAGS.valueLength, 0, characters),
};

function characters(value: string): number {
  return [...value].length;
}

/** S3 counts the characters of object tags so. S3 User Guide, "Categorizing your storage using tags". */
function utf16Units(value: string): number {
  return value.length;
}

/** So many characters, at least one unless `shortest` is 0. */
function text(longest: number, shortest: 0 | 1 = 1, lengthOf = characters): Rule {
  return (value) => (lengthOf(value) >= shortest && lengthOf(value) <= longest
    ? undefined
    : `must have ${shortest === 1 ? '1 to' : 'at most'} ${longest} characters, got ${lengthOf(value)}: ${quoted(value)}`);
}

function tagKey(lengthOf: (text: string) => number): Rule {
  const ofTags = tagText(OBJECT_TAGS.keyLength, 1, lengthOf);
  return (value) => (value.startsWith(RESERVED_TAG_PREFIX)
    ? `must not start with ${RESERVED_TAG_PREFIX}, which AWS keeps to its own tags, got: ${quoted(value)}`
    : ofTags(value));
}

function tagText(longest: number, shortest: 0 | 1, lengthOf: (text: string) => number): Rule {
  const ofLength = text(longest, shortest, lengthOf);
  return (value) => (TAG_CHARACTERS.test(value)
    ? ofLength(value)
    : `must have nothing but letters, digits, spaces and _.:/=+-@, got: ${quoted(value)}`);
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }): Rule {
  return (value) => (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max
    ? undefined
    : `must be a whole number from ${min} to ${max}, got: ${quoted(value)}`);
}

function matching(pattern: RegExp, what: string, longest = Infinity): Rule {
  return (value) => (pattern.test(value) && value.length <= longest ? undefined : `must ${what}, got: ${quoted(value)}`);
}

function arn(service: string): Rule {
  return matching(new RegExp(`^arn:[^:]+:(${service}):.*[^:]$`), `be the ARN of a bucket, of at most ${COPY.targetLength} characters`, COPY.targetLength);
}

function objectArn(): Rule {
  return matching(
    /^arn:[^:]+:s3:::[^/]+\/./,
    `name an object of a bucket, as in arn:aws:s3:::bucket/key, in at most ${MANIFEST_LOCATION.arnLength} characters`,
    MANIFEST_LOCATION.arnLength,
  );
}

/** Left empty, the check on the owner that was asked for might not be made. */
function account(): Rule {
  return matching(/^\d{12}$/, 'be an account id of 12 digits');
}

function keyArn(): Rule {
  return matching(KEY_ARN, 'be the ARN of a KMS key, not of an alias');
}

function functionArn(): Rule {
  return matching(
    FUNCTION_ARN, `be the ARN of a function, of a version or of an alias, of at most ${FUNCTION_ARN_LENGTH} characters`, FUNCTION_ARN_LENGTH,
  );
}

/** The form that S3's API writes dates in: ISO 8601 in UTC, with milliseconds or without. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

function instant(): Rule {
  return (value) => (INSTANT.test(value) && isInCalendar(value)
    ? undefined
    : `must be a date and a time of UTC in the form of ISO 8601, as in 2026-01-31T00:00:00Z, got: ${quoted(value)}`);
}

/** Whether there is such a date: JavaScript takes February 31st for a day in March. */
function isInCalendar(value: string): boolean {
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length));
}

function quoted(value: string): string {
  return JSON.stringify(value.slice(0, 100));
}
