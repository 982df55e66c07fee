import { onManifest, request } from './events';
import { requests } from './wire/requests';
import { jobTagProblems, requestProblems } from '../../lambda/request-checks';
import { RULES } from '../../lambda/request-rules';
import type { JobRequest } from '../../src/private/contract';

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:f';
const invoking = (options: object): JobRequest => ({ ...request, Operation: { LambdaInvoke: { FunctionArn: FUNCTION, InvocationSchemaVersion: '2.0', ...options } } });

test.each<[string, JobRequest]>([
  ['a manifest', onManifest()],
  ['the longest ETag and version', onManifest({ ETag: 'e'.repeat(1024), ObjectVersionId: 'v'.repeat(2000) })],
  ['a manifest of another partition', onManifest({ ObjectArn: 'arn:aws-cn:s3:::b/k' })],
  ['a function', invoking({})],
  ['the longest argument, and an empty one', invoking({ UserArguments: { a: 'x'.repeat(1024), b: '' } })],
])('lets %s pass', (_, asked) => {
  expect(requestProblems(asked, '111122223333')).toEqual([]);
});

test.each<[string, JobRequest, string]>([
  [
    'a manifest without a key', onManifest({ ObjectArn: 'arn:aws:s3:::manifests/' }),
    '`Manifest.Location.ObjectArn` must name an object of a bucket, as in arn:aws:s3:::bucket/key, in at most 2000 characters, got: "arn:aws:s3:::manifests/"',
  ],
  [
    'a manifest without a bucket', onManifest({ ObjectArn: 'arn:aws:s3:::/m.csv' }),
    '`Manifest.Location.ObjectArn` must name an object of a bucket, as in arn:aws:s3:::bucket/key, in at most 2000 characters, got: "arn:aws:s3:::/m.csv"',
  ],
  ['a long ETag', onManifest({ ETag: 'e'.repeat(1025) }), `\`Manifest.Location.ETag\` must have 1 to 1024 characters, got 1025: "${'e'.repeat(100)}"`],
  ['an empty ETag', onManifest({ ETag: '' }), '`Manifest.Location.ETag` must have 1 to 1024 characters, got 0: ""'],
  ['an empty version', onManifest({ ObjectVersionId: '' }), '`Manifest.Location.ObjectVersionId` must have 1 to 2000 characters, got 0: ""'],
  ['null', invoking({ UserArguments: { a: null } }), '`request.Operation.LambdaInvoke.UserArguments.a` must not be null: leave it out, or give it a value'],
  [
    'no function', invoking({ FunctionArn: '' }),
    '`LambdaInvoke.FunctionArn` must be the ARN of a function, of a version or of an alias, of at most 1024 characters, got: ""',
  ],
  [
    'a long argument', invoking({ UserArguments: { a: 'x'.repeat(1025) } }),
    `\`LambdaInvoke.UserArguments["a"]\` must have at most 1024 characters, got 1025: "${'x'.repeat(100)}"`,
  ],
])('refuses %s, which only the deployment knew', (_, asked, problem) => {
  expect(requestProblems(asked, '111122223333')).toEqual([problem]);
});

/** A request with one member set, by its path among the rules. */
function withMember(path: string, value: unknown): JobRequest {
  const [first] = path.split('.');
  const nested = (names: string[], leaf: unknown): unknown => {
    const [name, ...rest] = names;
    if (name === undefined) {
      return leaf;
    }
    const inner = nested(rest, leaf);
    const [, bare, kind] = /^(.*?)(\[\]|\{\})?$/.exec(name)!;
    return { [bare]: kind === '[]' ? [inner] : kind === '{}' ? { a: inner } : inner };
  };
  if (first === 'Filter') {
    const { Filter } = nested(path.split('.'), value) as { Filter: object };
    return { ...request, ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::b', EnableManifestOutput: false, Filter } } };
  }
  if (first === 'ManifestGenerator') {
    const { ManifestGenerator } = nested(path.split('.'), value) as { ManifestGenerator: object };
    return { ...request, ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::b', EnableManifestOutput: false, ...ManifestGenerator } } };
  }
  const made = nested(path.split('.'), value) as object;
  return ['Description', 'Priority', 'Report', 'Manifest'].includes(first)
    ? { ...onManifest({ ETag: 'e' }), ...made }
    : { ...request, Operation: made as JobRequest['Operation'] };
}

const text = (longest: number): [string[], string[]] => [['x', 'x'.repeat(longest)], ['', 'x'.repeat(longest + 1)]];
const maybeText = (longest: number): [string[], string[]] => [['', 'x'.repeat(longest)], ['x'.repeat(longest + 1)]];
const numbers = (min: number, max: number): [string[], string[]] => [[`${min}`, `${max}`], [`${min - 1}`, `${max + 1}`, '', '1.5', 'many', '1e3']];
const account: [string[], string[]] = [['111122223333'], ['', '11112222333', '1111222233334', 'aws']];
const bucketArn = (...more: string[]): [string[], string[]] => [
  ['arn:aws:s3:::b', 'arn:aws-cn:s3:::b', `arn:aws:s3:::${'b'.repeat(115)}`, ...more], ['', 'b', 'arn:aws:s3:::', 'arn:aws:sqs:::b', `arn:aws:s3:::${'b'.repeat(116)}`],
];
const keyArn: [string[], string[]] = [
  ['arn:aws:kms:us-east-1:111122223333:key/1234', 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1'],
  ['', '1234', 'alias/a', 'arn:aws:kms:us-east-1:111122223333:alias/a'],
];
const functionArn: [string[], string[]] = [
  [FUNCTION, `${FUNCTION}:7`, `${FUNCTION}:$LATEST`, `${FUNCTION}:live`, 'arn:aws-cn:lambda:cn-north-1:111122223333:function:f', `${FUNCTION}${'f'.repeat(1024 - FUNCTION.length)}`],
  ['', 'f', 'arn:aws:lambda:us-east-1:111122223333:layer:f', `${FUNCTION}:`, 'arn:aws:lambda:us-east-1:1:function:f', `${FUNCTION}${'f'.repeat(1025 - FUNCTION.length)}`],
];
// the forms that the SDK sends
const date: [string[], string[]] = [
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.678Z', '2024-02-29T23:59:59Z', '1970-01-01T00:00:00Z'],
  [
    '', 'soon', '2024', '2024-01', '2024-01-31', '2024-01-31T00:00Z', '2024-01-31T00:00:00', '2024-01-31T00:00:00+01:00', '2024-01-31 00:00:00Z',
    'Wed, 31 Jan 2024 00:00:00 GMT', '2023-02-29T00:00:00Z', '2024-01-32T00:00:00Z', '2024-01-31T24:00:00Z', '2024-01-31T00:00:00.1234Z',
  ],
];
const tagKey: [string[], string[]] = [['k', 'ключ _.:/=+-@1', 'k'.repeat(128), 'my-aws:k'], ['', 'k'.repeat(129), 'a<b', 'aws:k']];
const tagValue: [string[], string[]] = [['', 'v'.repeat(256)], ['v'.repeat(257), 'a&b']];

// the figures of the service model; of tags, of the S3 User Guide
const limits: { readonly [path: string]: [passing: string[], refused: string[]] } = {
  'Description': text(256),
  'Priority': numbers(0, 2_147_483_647),
  'Report.Bucket': bucketArn(),
  'Report.Prefix': text(512),
  'Report.ExpectedBucketOwner': account,
  'ManifestGenerator.SourceBucket': bucketArn(),
  'ManifestGenerator.ExpectedBucketOwner': account,
  'ManifestGenerator.ManifestOutputLocation.Bucket': bucketArn(),
  'ManifestGenerator.ManifestOutputLocation.ManifestPrefix': text(512),
  'ManifestGenerator.ManifestOutputLocation.ExpectedManifestBucketOwner': account,
  'ManifestGenerator.ManifestOutputLocation.ManifestEncryption.SSEKMS.KeyId': text(2000),
  'Filter.CreatedAfter': date,
  'Filter.CreatedBefore': date,
  'Filter.KeyNameConstraint.MatchAnyPrefix[]': text(1024),
  'Filter.KeyNameConstraint.MatchAnySuffix[]': text(1024),
  'Filter.KeyNameConstraint.MatchAnySubstring[]': text(1024),
  'Filter.ObjectSizeGreaterThanBytes': [['0', '5497558138880'], ['', '-1', '1.5', 'big']],
  'Filter.ObjectSizeLessThanBytes': [['0', '5497558138880'], ['', '-1', '1.5', 'big']],
  'Filter.MatchAnyObjectEncryption[].SSEKMS.KmsKeyArn': keyArn,
  'Filter.MatchAnyObjectEncryption[].DSSEKMS.KmsKeyArn': keyArn,
  'LambdaInvoke.FunctionArn': functionArn,
  'LambdaInvoke.UserArguments{}': maybeText(1024),
  'S3PutObjectCopy.TargetResource': bucketArn('arn:aws:s3express:us-east-1:111122223333:bucket/b--use1-az4--x-s3'),
  'S3PutObjectCopy.TargetKeyPrefix': text(1024),
  'S3PutObjectCopy.RedirectLocation': text(2048),
  'S3PutObjectCopy.SSEAwsKmsKeyId': text(2000),
  'S3PutObjectCopy.AccessControlGrants[].Grantee.Identifier': text(1024),
  'S3PutObjectCopy.AccessControlGrants[].Grantee.DisplayName': text(1024),
  'S3PutObjectCopy.NewObjectMetadata.CacheControl': text(1024),
  'S3PutObjectCopy.NewObjectMetadata.ContentDisposition': text(1024),
  'S3PutObjectCopy.NewObjectMetadata.ContentEncoding': text(1024),
  'S3PutObjectCopy.NewObjectMetadata.ContentLanguage': text(1024),
  'S3PutObjectCopy.NewObjectMetadata.ContentType': text(1024),
  'S3PutObjectCopy.NewObjectMetadata.UserMetadata{}': maybeText(1024),
  'S3PutObjectCopy.NewObjectMetadata.HttpExpiresDate': date,
  'S3PutObjectCopy.NewObjectTagging[].Key': tagKey,
  'S3PutObjectCopy.NewObjectTagging[].Value': tagValue,
  'S3PutObjectCopy.ModifiedSinceConstraint': date,
  'S3PutObjectCopy.UnModifiedSinceConstraint': date,
  'S3PutObjectCopy.ObjectLockRetainUntilDate': date,
  'S3PutObjectCopy.ObjectLockEventHoldDuration.Days': numbers(1, 36_500),
  'S3PutObjectCopy.ObjectLockEventHoldDuration.Years': numbers(1, 100),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Owner.ID': text(1024),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Owner.DisplayName': text(1024),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Grants[].Grantee.Identifier': text(1024),
  'S3PutObjectAcl.AccessControlPolicy.AccessControlList.Grants[].Grantee.DisplayName': text(1024),
  'S3PutObjectTagging.TagSet[].Key': tagKey,
  'S3PutObjectTagging.TagSet[].Value': tagValue,
  'S3InitiateRestoreObject.ExpirationInDays': numbers(1, 2_147_483_647),
  'S3PutObjectRetention.Retention.RetainUntilDate': date,
  'S3PutObjectRetention.Retention.EventHoldDuration.Days': numbers(1, 36_500),
  'S3PutObjectRetention.Retention.EventHoldDuration.Years': numbers(1, 100),
  'S3UpdateObjectEncryption.ObjectEncryption.SSEKMS.KMSKeyArn': keyArn,
};

describe.each(Object.entries(limits))('%s', (path, [passing, refused]) => {
  test.each(passing.map((value) => [value.length, value]))('may have the %d characters of %j', (_, value) => {
    expect(requestProblems(withMember(path, value), '111122223333')).toEqual([]);
  });

  test.each(refused.map((value) => [value.length, value]))('may not have the %d characters of %j', (_, value) => {
    const problems = requestProblems(withMember(path, value), '111122223333');

    expect(problems).toEqual([expect.stringMatching(/^`.*` must /)]);
    expect(problems[0]).toContain(path.split('.').pop()!.replace(/\W/g, ''));
  });
});

test('there is a test of each rule', () => {
  const elsewhere = ['Manifest.Location', 'Tags', 'Filter.CreatedAfter.$', 'Filter.CreatedBefore.$'];

  expect(Object.keys(RULES).filter((path) => !elsewhere.some((start) => path.startsWith(start))).sort()).toEqual(Object.keys(limits).sort());
});

test.each(Object.keys(requests).filter((name) => !name.includes('all filters')))('%s passes with every option', (name) => {
  expect(requestProblems({ ...requests[name], RoleArn: request.RoleArn }, '111122223333')).toEqual([]);
});

test.each<[string, object]>([
  ['an operation that is newer than this', { S3FutureOperation: { Key: '', Days: 'many', TagSet: [{ Key: '', Value: '<' }] } }],
  ['an option that is newer than this', { S3PutObjectTagging: { TagSet: [], Mode: '' } }],
])('leaves %s to S3', (_, Operation) => {
  expect(requestProblems({ ...request, Operation: Operation as JobRequest['Operation'] }, '111122223333')).toEqual([]);
});

test.each([{ SSES3: {} }, { SSEKMS: {} }, { DSSEKMS: {} }, { SSEC: {} }, { NOTSSE: {} }])('takes the encryption %j for what it says', (encryption) => {
  expect(requestProblems(withMember('Filter.MatchAnyObjectEncryption[]', encryption), '111122223333')).toEqual([]);
});

test.each<[string, unknown]>([
  ['Filter.MatchAnyObjectEncryption[]', {}],
  ['Filter.MatchAnyObjectEncryption', []],
  ['Filter.KeyNameConstraint', {}],
  ['Filter.KeyNameConstraint.MatchAnyPrefix', []],
  ['Filter.MatchAnyStorageClass', []],
])('refuses %s %j, which would select every object', (path, value) => {
  expect(requestProblems(withMember(path, value), '111122223333')).toEqual([expect.stringContaining('must not be empty: S3 would select every object')]);
});

test.each<[string, JobRequest]>([
  ['a control character', { ...request, Operation: { S3Future: { Deep: ['\u0001'] } } }],
  ['half a character', { ...request, Description: '\uD800' }],
  ['a control character in the key of a map', invoking({ UserArguments: { 'a\u0001': 'x' } })],
  ['half a character in a name', { ...request, Operation: { S3Future: { Deep: [{ '\uD800': {} }] } } }],
])('refuses %s anywhere, which XML can\'t carry', (_, asked) => {
  expect(requestProblems(asked, '111122223333')).toEqual([expect.stringContaining('can\'t be sent to S3')]);
});

test.each([
  [{ Key: 'team', Value: '' }, []],
  [{ Key: '', Value: 'a' }, ['`Tags[0].Key` must have 1 to 128 characters, got 0: ""']],
  [{ Key: 'aws:team', Value: 'a' }, ['`Tags[0].Key` must not start with aws:, which AWS keeps to its own tags, got: "aws:team"']],
  [{ Key: 'team', Value: 'a<b' }, ['`Tags[0].Value` must have nothing but letters, digits, spaces and _.:/=+-@, got: "a<b"']],
])('the job\'s tag %j: %j', (tag, problems) => {
  expect(jobTagProblems([tag])).toEqual(problems);
});

test('a description\'s characters count, not the units that JavaScript has for them', () => {
  expect(requestProblems({ ...request, Description: '\u{1F600}'.repeat(256) }, '111122223333')).toEqual([]);
  expect(requestProblems({ ...request, Description: '\u{1F600}'.repeat(257) }, '111122223333')).toEqual([expect.stringContaining('must have 1 to 256 characters, got 257')]);
});
