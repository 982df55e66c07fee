import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AclPermission, BatchOperation, CannedAccessControlList, EventHoldDuration, EventHoldStatus, Grantee, MetadataDirective, RetentionMode, SseAlgorithm,
  type AccessControlGrant, type NewObjectMetadata, type PutObjectCopyOptions,
} from '../../src';
import { bindOperation, bucketNamed, newJob, newStack } from '../fixture';

const problemsOf = (options: unknown) => bindOperation(BatchOperation.putObjectCopy(bucketNamed(newStack(), 'target'), options as PutObjectCopyOptions)).problems;
const grant = (grantee: Grantee): PutObjectCopyOptions => ({ accessControlGrants: [{ grantee, permission: AclPermission.READ }] });
const grants = (count: number): AccessControlGrant[] => Array.from({ length: count }, () => ({ grantee: Grantee.email('a@b.c'), permission: AclPermission.READ }));
const numbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
const metadata = (newObjectMetadata: NewObjectMetadata): PutObjectCopyOptions => ({ newObjectMetadata });
const x = (length: number) => 'x'.repeat(length);
const long = (length: number) => `"${x(60)}"… (${length} characters)`;
const early = new Date('2024-01-01T00:00:00Z');
const late = new Date('2024-01-01T00:00:01Z');

test.each<[string, PutObjectCopyOptions]>([
  ['the longest prefix', { targetKeyPrefix: x(1024) }],
  ['the longest redirect', { redirectLocation: x(2048) }],
  ['the shortest texts', { targetKeyPrefix: 'x', redirectLocation: 'x', newObjectMetadata: { contentType: 'x' } }],
  ['ten tags', { newObjectTagging: numbered(10) }],
  ['the longest metadata', metadata({ cacheControl: x(1024), userMetadata: { [x(1024)]: x(1024) } })],
  ['the most user metadata', metadata({ userMetadata: numbered(8192) })],
  ['the longest grantee', grant(Grantee.canonicalUser(x(1024), x(1024)))],
  ['the most grants', { accessControlGrants: grants(100) }],
  ['the shortest event hold', { objectLockEventHold: EventHoldStatus.ON, objectLockEventHoldDuration: EventHoldDuration.days(1) }],
  ['the longest texts beyond U+FFFF, which S3 counts as Unicode characters', { targetKeyPrefix: '😀'.repeat(1024), newObjectMetadata: { userMetadata: { ['😀'.repeat(1024)]: '😀'.repeat(1024) } } }],
  ['metadata in a map without a prototype', metadata(Object.assign(Object.create(null), { contentType: 'x' }))],
  ['the longest event hold in days', { objectLockEventHoldDuration: EventHoldDuration.days(36500) }],
  ['the longest event hold in years', { objectLockEventHoldDuration: EventHoldDuration.years(100) }],
  ['a second', { modifiedSinceConstraint: early, unModifiedSinceConstraint: late }],
  ['an algorithm beside a directive', { metadataDirective: MetadataDirective.COPY, newObjectMetadata: { sseAlgorithm: SseAlgorithm.KMS } }],
  ['options that are undefined', { targetKeyPrefix: undefined, newObjectMetadata: undefined, objectLockMode: undefined }],
])('takes %s', (_, options) => {
  expect(problemsOf(options)).toEqual([]);
});

test.each<[string, PutObjectCopyOptions, string]>([
  ['an empty prefix', { targetKeyPrefix: '' }, '`operation.targetKeyPrefix` must have 1 to 1024 characters or be left out, got: ""'],
  ['a long prefix', { targetKeyPrefix: x(1025) }, `\`operation.targetKeyPrefix\` must have 1 to 1024 characters or be left out, got: ${long(1025)}`],
  ['an empty redirect', { redirectLocation: '' }, '`operation.redirectLocation` must have 1 to 2048 characters or be left out, got: ""'],
  ['a long redirect', { redirectLocation: x(2049) }, `\`operation.redirectLocation\` must have 1 to 2048 characters or be left out, got: ${long(2049)}`],
  ['eleven tags', { newObjectTagging: numbered(11) }, '`operation.newObjectTagging` must hold at most 10 tags, got: 11'],
  ['a long tag', { newObjectTagging: { [x(129)]: '' } }, `a key of \`operation.newObjectTagging\` must have 1 to 128 characters, of letters, digits, spaces and _ . : / = + - @, got: ${long(129)}`],
  ...(['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage', 'contentType'] as const).flatMap<[string, PutObjectCopyOptions, string]>((name) => [
    [`an empty ${name}`, metadata({ [name]: '' }), `\`operation.newObjectMetadata.${name}\` must have 1 to 1024 characters or be left out, got: ""`],
    [`a long ${name}`, metadata({ [name]: x(1025) }), `\`operation.newObjectMetadata.${name}\` must have 1 to 1024 characters or be left out, got: ${long(1025)}`],
  ]),
  ['too much user metadata', metadata({ userMetadata: numbered(8193) }), '`operation.newObjectMetadata.userMetadata` must hold at most 8192 values, got: 8193'],
  ['an empty metadata key', metadata({ userMetadata: { '': 'v' } }), 'a key of `operation.newObjectMetadata.userMetadata` must have 1 to 1024 characters, got: ""'],
  ['a long metadata key', metadata({ userMetadata: { [x(1025)]: 'v' } }), `a key of \`operation.newObjectMetadata.userMetadata\` must have 1 to 1024 characters, got: ${long(1025)}`],
  ['a long metadata value', metadata({ userMetadata: { k: x(1025) } }), `\`operation.newObjectMetadata.userMetadata["k"]\` must be a string of at most 1024 characters, got: ${long(1025)}`],
  ['no grants', { accessControlGrants: [] }, '`operation.accessControlGrants` must hold at least one grant, as in [{ grantee, permission }], or be left out, got: none'],
  ['too many grants', { accessControlGrants: grants(101) }, '`operation.accessControlGrants` must hold at most 100 grants, got: 101'],
  ['an empty grantee', grant(Grantee.group('')), '`operation.accessControlGrants[0].grantee.uri` must have 1 to 1024 characters, got: ""'],
  ['a long grantee', grant(Grantee.email(x(1025))), `\`operation.accessControlGrants[0].grantee.emailAddress\` must have 1 to 1024 characters, got: ${long(1025)}`],
  ['an empty name', grant(Grantee.canonicalUser('id', '')), '`operation.accessControlGrants[0].grantee.displayName` must have 1 to 1024 characters or be left out, got: ""'],
  ['no days', { objectLockEventHoldDuration: EventHoldDuration.days(0) }, '`operation.objectLockEventHoldDuration.days` must be a whole number from 1 to 36500, got: 0'],
  ['many days', { objectLockEventHoldDuration: EventHoldDuration.days(36501) }, '`operation.objectLockEventHoldDuration.days` must be a whole number from 1 to 36500, got: 36501'],
  ['no years', { objectLockEventHoldDuration: EventHoldDuration.years(0) }, '`operation.objectLockEventHoldDuration.years` must be a whole number from 1 to 100, got: 0'],
  ['many years', { objectLockEventHoldDuration: EventHoldDuration.years(101) }, '`operation.objectLockEventHoldDuration.years` must be a whole number from 1 to 100, got: 101'],
  ['half a year', { objectLockEventHoldDuration: EventHoldDuration.years(0.5) }, '`operation.objectLockEventHoldDuration.years` must be a whole number from 1 to 100, got: 0.5'],
  ['a date that is none', { modifiedSinceConstraint: new Date('x') }, '`operation.modifiedSinceConstraint` must be a valid Date, got: Invalid Date'],
])('refuses %s', (_, options, problem) => {
  expect(problemsOf(options)).toEqual([problem]);
});

test.each<[string, PutObjectCopyOptions, string]>([
  [
    'two access control lists',
    { ...grant(Grantee.email('a@b.c')), cannedAccessControlList: CannedAccessControlList.PRIVATE },
    '`operation.cannedAccessControlList` and `operation.accessControlGrants` exclude each other; leave one of them out, got: both',
  ],
  [
    'a retention without an end',
    { objectLockMode: RetentionMode.COMPLIANCE },
    '`operation.objectLockRetainUntilDate` or `operation.objectLockEventHold` must be given with `operation.objectLockMode`, got: COMPLIANCE alone',
  ],
  [
    'a retention without a mode',
    { objectLockRetainUntilDate: new Date('2030-01-01T00:00:00Z') },
    '`operation.objectLockMode` must be given with `operation.objectLockRetainUntilDate`, got: 2030-01-01T00:00:00Z alone',
  ],
  [
    'an instant that no object was modified in',
    { modifiedSinceConstraint: early, unModifiedSinceConstraint: early },
    '`operation.modifiedSinceConstraint` must be earlier than `operation.unModifiedSinceConstraint`, got: 2024-01-01T00:00:00Z and 2024-01-01T00:00:00Z',
  ],
  [
    'new metadata that S3 would ignore',
    { metadataDirective: MetadataDirective.COPY, newObjectMetadata: { sseAlgorithm: SseAlgorithm.AES256, contentType: 'text/plain' } },
    '`operation.metadataDirective` must be REPLACE with `operation.newObjectMetadata.contentType`, which S3 ignores otherwise, got: COPY',
  ],
])('refuses %s', (_, options, problem) => {
  expect(problemsOf(options)).toEqual([problem]);
});

test('refuses a key that the algorithm has no use for', () => {
  const kmsKey = kms.Key.fromKeyArn(newStack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/abc');

  expect(problemsOf({ kmsKey, newObjectMetadata: { sseAlgorithm: SseAlgorithm.AES256 } }))
    .toEqual(['`operation.newObjectMetadata.sseAlgorithm` must be KMS with `operation.kmsKey`, or left out, got: AES256']);
  expect(problemsOf({ kmsKey, newObjectMetadata: { sseAlgorithm: SseAlgorithm.KMS } })).toEqual([]);
});

test.each([['2000', 2000, 0], ['2001', 2001, 1]])('takes an ARN of 2000 characters for the key, and no longer: %s', (_, length, problems) => {
  const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
  const start = 'arn:aws:kms:eu-west-1:111122223333:key/';
  const kmsKey = kms.Key.fromKeyArn(stack, 'Key', start + x(length - start.length));

  expect(problemsOf({ kmsKey })).toHaveLength(problems);
});

describe('a key of another account', () => {
  const here = () => newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
  const there = (stack: Stack) => new Stack(stack.node.root as never, 'There', { env: { account: '444455556666', region: 'eu-west-1' } });
  const bindWith = (stack: Stack, kmsKey: kms.IKey) => BatchOperation.putObjectCopy(bucketNamed(stack, 'target'), { kmsKey })
    ._bind({ objects: [{ bucket: bucketNamed(stack, 'objects') }], namesVersions: false, source: 'csv' }, { scope: stack, now: early });

  test('is refused where an alias hides it', () => {
    const stack = here();
    const alias = kms.Alias.fromAliasName(there(stack), 'Alias', 'alias/copies');

    expect(bindWith(stack, alias).problems).toEqual([
      '`operation.kmsKey` must be a key whose ARN is known, and an alias that was imported by its name hides it; use Key.fromKeyArn, got: "alias/copies"',
    ]);
  });

  test('is sent itself in place of its alias', () => {
    const stack = here();
    const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:444455556666:key/abc');
    const alias = kms.Alias.fromAliasAttributes(there(stack), 'Alias', { aliasName: 'alias/copies', aliasTargetKey: key });

    expect(bindWith(stack, alias).request.S3PutObjectCopy.SSEAwsKmsKeyId).toBe('arn:aws:kms:eu-west-1:444455556666:key/abc');
  });
});

test.each<[string, unknown, string]>([
  ['options that are none', 'x', '`operation` must have its options by their names, as in putObjectCopy({ targetKeyPrefix: … }), got: "x"'],
  ['null', null, '`operation` must have its options by their names, as in putObjectCopy({ targetKeyPrefix: … }), got: null'],
  ['an unknown class', { storageClass: 'REDUCED_REDUNDANCY' }, expect.stringMatching(/^`operation\.storageClass` must be one of ObjectStorageClass\.STANDARD, .*, got: "REDUCED_REDUNDANCY"$/)],
  ['an unknown directive', { metadataDirective: 'copy' }, '`operation.metadataDirective` must be one of MetadataDirective.COPY, MetadataDirective.REPLACE, got: "copy"'],
  ['an unknown annotation', { annotationDirective: null }, '`operation.annotationDirective` must be one of AnnotationDirective.COPY, AnnotationDirective.EXCLUDE, got: null'],
  ['an unknown canned list', { cannedAccessControlList: 'log-delivery-write' }, expect.stringMatching(/^`operation\.cannedAccessControlList` must be one of .*, got: "log-delivery-write"$/)],
  ['an unknown algorithm', { checksumAlgorithm: 'CRC' }, expect.stringMatching(/^`operation\.checksumAlgorithm` must be one of .*, got: "CRC"$/)],
  ['an algorithm that CopyObject has', { newObjectMetadata: { sseAlgorithm: 'aws:kms' } }, '`operation.newObjectMetadata.sseAlgorithm` must be one of SseAlgorithm.AES256, SseAlgorithm.KMS, got: "aws:kms"'],
  ['an unknown hold', { objectLockLegalHoldStatus: true }, '`operation.objectLockLegalHoldStatus` must be one of LegalHoldStatus.ON, LegalHoldStatus.OFF, got: true'],
  ['an unknown event hold', { objectLockEventHold: 'on' }, '`operation.objectLockEventHold` must be one of EventHoldStatus.ON, EventHoldStatus.OFF, got: "on"'],
  ['an unknown mode', { objectLockMode: 'STRICT' }, '`operation.objectLockMode` must be one of RetentionMode.COMPLIANCE, RetentionMode.GOVERNANCE, got: "STRICT"'],
  ['a duration of the CDK', { objectLockEventHoldDuration: Duration.days(1) }, '`operation.objectLockEventHoldDuration` must be made by EventHoldDuration, as in EventHoldDuration.years(7), got: an object of Duration'],
  ['a duration of nothing', { objectLockEventHoldDuration: EventHoldDuration.days(undefined as never) }, '`operation.objectLockEventHoldDuration.days` must be given, as in EventHoldDuration.days(1)'],
  ['a string for a boolean', { bucketKeyEnabled: 'false' }, '`operation.bucketKeyEnabled` must be true or false, got: "false"'],
  ['a number for a boolean', { requesterPays: 0 }, '`operation.requesterPays` must be true or false, got: 0'],
  ['a string for a date', { unModifiedSinceConstraint: '2024' }, '`operation.unModifiedSinceConstraint` must be a valid Date, got: "2024"'],
  ['null for a date', { objectLockRetainUntilDate: null, objectLockMode: 'GOVERNANCE' }, '`operation.objectLockRetainUntilDate` must be a valid Date, got: null'],
  ['a string for an expiry', { newObjectMetadata: { httpExpiresDate: '2024' } }, '`operation.newObjectMetadata.httpExpiresDate` must be a valid Date, got: "2024"'],
  ['a string for a key', { kmsKey: 'alias/aws/s3' }, '`operation.kmsKey` must be a KMS key; use Key.fromKeyArn for one that exists already, got: "alias/aws/s3"'],
  ['a list for tags', { newObjectTagging: [] }, "`operation.newObjectTagging` must be tags by their keys, as in { retention: 'short' }, got: a list"],
  ['null for tags', { newObjectTagging: null }, "`operation.newObjectTagging` must be tags by their keys, as in { retention: 'short' }, got: null"],
  ['tags known at deployment', { newObjectTagging: Lazy.any({ produce: () => ({}) }) }, "`operation.newObjectTagging` must be tags by their keys, as in { retention: 'short' }, got: an object known only at deployment"],
  ['a map of JavaScript for tags', { newObjectTagging: new Map([['a', 'b']]) }, "`operation.newObjectTagging` must be tags by their keys, as in { retention: 'short' }, got: an object of Map"],
  ['a tag of AWS\'s own', { newObjectTagging: { 'aws:x': '' } }, 'a key of `operation.newObjectTagging` must not start with aws:, which AWS keeps to its own tags, got: "aws:x"'],
  ['a map of JavaScript for metadata', { newObjectMetadata: new Map([['contentType', 'x']]) }, "`operation.newObjectMetadata` must be metadata, as in { contentType: 'text/plain' }, got: an object of Map"],
  ['a date for user metadata', { newObjectMetadata: { userMetadata: new Date(0) } }, expect.stringMatching(/^`operation\.newObjectMetadata\.userMetadata` must be values by their keys/)],
  // eslint-disable-next-line no-sparse-arrays -- what JavaScript takes
  ['a gap between grants', { accessControlGrants: [, { grantee: Grantee.group('u'), permission: 'READ' }] }, '`operation.accessControlGrants[0]` must be a grant, as in { grantee, permission }, got: undefined'],
  ['null for metadata', { newObjectMetadata: null }, "`operation.newObjectMetadata` must be metadata, as in { contentType: 'text/plain' }, got: null"],
  ['metadata that was deprecated', { newObjectMetadata: { contentLength: 1 } }, expect.stringMatching(/^`operation\.newObjectMetadata\.contentLength` is no option; there are: /)],
  ['a list for user metadata', { newObjectMetadata: { userMetadata: ['a'] } }, "`operation.newObjectMetadata.userMetadata` must be values by their keys, as in { origin: 'scanner' }, got: a list"],
  ['a number in user metadata', { newObjectMetadata: { userMetadata: { a: 1 } } }, '`operation.newObjectMetadata.userMetadata["a"]` must be a string of at most 1024 characters, got: 1'],
  ['a metadata key known at deployment', { newObjectMetadata: { userMetadata: { [Lazy.string({ produce: () => 'a' })]: 'v' } } }, 'a key of `operation.newObjectMetadata.userMetadata` must be known at synth, got: a value known at deployment'],
  ['one grant alone', { accessControlGrants: {} }, '`operation.accessControlGrants` must hold at least one grant, as in [{ grantee, permission }], or be left out, got: an object of Object'],
  ['a grant that is none', { accessControlGrants: [null] }, '`operation.accessControlGrants[0]` must be a grant, as in { grantee, permission }, got: null'],
  ['a grantee that is none', { accessControlGrants: [{ grantee: 'a', permission: 'READ' }] }, '`operation.accessControlGrants[0].grantee` must be made by Grantee, got: "a"'],
  ['no permission', { accessControlGrants: [{ grantee: Grantee.email('a@b.c') }] }, '`operation.accessControlGrants[0].permission` must be given, as in AclPermission.READ'],
  ['an unknown permission', { accessControlGrants: [{ grantee: Grantee.email('a@b.c'), permission: 'ALL' }] }, expect.stringMatching(/^`operation\.accessControlGrants\[0\]\.permission` must be one of .*, got: "ALL"$/)],
  ['a misspelt grant', { accessControlGrants: [{ grantee: Grantee.email('a@b.c'), permission: 'READ', to: 1 }] }, '`operation.accessControlGrants[0].to` is no option; there are: grantee, permission'],
  ['a misspelt option', { storageclass: 'STANDARD' }, expect.stringMatching(/^`operation\.storageclass` is no option; there are: targetKeyPrefix, storageClass, /)],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(problemsOf(options)).toEqual([problem]);
});

test.each([
  ['nothing', undefined, 'undefined'],
  ['a name', 'target', '"target"'],
])('refuses %s for the target', (_, target, got) => {
  expect(bindOperation(BatchOperation.putObjectCopy(target as never)).problems)
    .toEqual([`\`operation.targetBucket\` must be a bucket; use Bucket.fromBucketName for one that exists already, got: ${got}`]);
});

test.each([[128, 0], [129, 1]])('takes an ARN of 128 characters for the target, and no longer: %i', (length, problems) => {
  const target = s3.Bucket.fromBucketAttributes(newStack(), 'Target', { bucketName: 'target', bucketArn: `arn:aws:s3:::${x(length - 13)}` });

  expect(bindOperation(BatchOperation.putObjectCopy(target)).problems).toHaveLength(problems);
});

describe('the objects', () => {
  const problemsOn = (bucketsIn: (stack: Stack) => s3.IBucket[]) => {
    const stack = newStack();
    const objects = bucketsIn(stack).map((bucket) => ({ bucket }));
    return bindOperation(BatchOperation.putObjectCopy(bucketNamed(stack, 'target')), { objects }).problems;
  };
  const twice = (first: string, second: string) => problemsOn((stack) => [
    s3.Bucket.fromBucketName(stack, 'One', first), s3.Bucket.fromBucketArn(stack, 'Two', `arn:aws:s3:::${second}`),
  ]);
  const refused = ['`manifest.scope` must name a single bucket with putObjectCopy; make a job for each bucket, got: 2 buckets'];

  test('must be of one bucket', () => {
    expect(twice('objects', 'others')).toEqual(refused);
    expect(problemsOn((stack) => [new s3.Bucket(stack, 'One'), new s3.Bucket(stack, 'Two')])).toEqual(refused);
    expect(problemsOn((stack) => [new s3.Bucket(stack, 'One'), bucketNamed(stack, 'others')])).toEqual(refused);
  });

  test('may be of one bucket that is named twice', () => {
    expect(twice('objects', 'objects')).toEqual([]);
    expect(problemsOn((stack) => {
      const bucket = new s3.Bucket(stack, 'One');
      return [bucket, bucket];
    })).toEqual([]);
  });

  test('may be of buckets that only the deployment tells apart', () => {
    const unknown = Lazy.string({ produce: () => 'objects' });
    expect(problemsOn((stack) => [s3.Bucket.fromBucketName(stack, 'One', unknown), bucketNamed(stack, 'objects')])).toEqual([]);
  });
});

describe('options that are wrong', () => {
  const start = (path: string) => expect.stringMatching(new RegExp(`^\`${path.replace(/[.]/g, '\\.')}\``));

  test('don\'t hide how others go together', () => {
    expect(problemsOf({
      targetKeyPrefix: '', cannedAccessControlList: CannedAccessControlList.PRIVATE, ...grant(Grantee.group('u')), objectLockMode: RetentionMode.COMPLIANCE,
      modifiedSinceConstraint: late, unModifiedSinceConstraint: early,
    })).toEqual([
      start('operation.targetKeyPrefix'),
      start('operation.cannedAccessControlList'),
      expect.stringContaining('must be given with `operation.objectLockMode`, got: COMPLIANCE alone'),
      start('operation.modifiedSinceConstraint'),
    ]);
  });

  test('are told together with a wrong target', () => {
    const bind = (target: unknown, options: unknown) => (
      bindOperation(BatchOperation.putObjectCopy(target as s3.IBucket, options as PutObjectCopyOptions)).problems
    );

    expect(bind(undefined, { redirectLocation: '', storageclass: 'x', kmsKey: 'alias/x' })).toEqual([
      start('operation.targetBucket'), start('operation.storageclass'), start('operation.redirectLocation'), start('operation.kmsKey'),
    ]);
    expect(bind(undefined, null)).toEqual([start('operation.targetBucket'), start('operation')]);
  });
});

test('tells all problems of a job at once', () => {
  expect(() => newJob(newStack(), { operation: BatchOperation.putObjectCopy(undefined as never), priority: -1 }))
    .toThrow(/`priority` must be[^]*`operation\.targetBucket` must be/);
});
