import { CfnParameter } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AclPermission, BatchOperation, CannedAccessControlList, Grantee, type PutObjectAclOptions } from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, operationStatements } from '../fixture';

const owner = { id: 'owner-id' };
const grant = { grantee: Grantee.canonicalUser('reader-id'), permission: AclPermission.READ };
const canned = { cannedAccessControlList: CannedAccessControlList.BUCKET_OWNER_FULL_CONTROL };

const bind = (options: PutObjectAclOptions) => bindOperation(BatchOperation.putObjectAcl(options));
const grantsNumbered = (count: number) => Array.from({ length: count }, () => grant);

test('is named as in the API', () => {
  expect(BatchOperation.putObjectAcl(canned).name).toBe('S3PutObjectAcl');
});

test.each<[string, PutObjectAclOptions, object]>([
  ['a canned list', canned, { CannedAccessControlList: 'bucket-owner-full-control' }],
  [
    'a list of grants, in its order',
    {
      owner: { id: 'owner-id', displayName: 'Owner' },
      grants: [
        { grantee: Grantee.group('http://acs.amazonaws.com/groups/global/AuthenticatedUsers'), permission: AclPermission.READ_ACP },
        { grantee: Grantee.email('someone@example.com'), permission: AclPermission.WRITE_ACP },
        { grantee: Grantee.canonicalUser('owner-id', 'Owner'), permission: AclPermission.FULL_CONTROL },
      ],
    },
    {
      AccessControlList: {
        Owner: { ID: 'owner-id', DisplayName: 'Owner' },
        Grants: [
          { Grantee: { TypeIdentifier: 'uri', Identifier: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' }, Permission: 'READ_ACP' },
          { Grantee: { TypeIdentifier: 'emailAddress', Identifier: 'someone@example.com' }, Permission: 'WRITE_ACP' },
          { Grantee: { TypeIdentifier: 'id', Identifier: 'owner-id', DisplayName: 'Owner' }, Permission: 'FULL_CONTROL' },
        ],
      },
    },
  ],
  ['an empty list', { owner, grants: [] }, { AccessControlList: { Owner: { ID: 'owner-id' }, Grants: [] } }],
])('sends what is said, and no more: %s', (_, options, policy) => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.putObjectAcl(options) });

  expect(jobRequest(stack).Operation).toEqual({ S3PutObjectAcl: { AccessControlPolicy: policy } });
});

test.each(Object.values(CannedAccessControlList))('sends the canned list %s', (cannedAccessControlList) => {
  expect(bind({ cannedAccessControlList })).toMatchObject({
    request: { S3PutObjectAcl: { AccessControlPolicy: { CannedAccessControlList: cannedAccessControlList } } },
    problems: [],
  });
});

test.each([
  [false, 's3:PutObjectAcl'],
  [true, ['s3:PutObjectAcl', 's3:PutObjectVersionAcl']],
])('lets the role replace lists, of versions only where the manifest may name some: %s', (namesVersions, Action) => {
  const objects = [{ bucket: bucketNamed(newStack(), 'shared'), keyPrefix: 'inbox/' }];

  expect(operationStatements(BatchOperation.putObjectAcl(canned), { objects, namesVersions })).toEqual([
    { Action, Effect: 'Allow', Resource: 'arn:aws:s3:::shared/inbox/*' },
  ]);
});

test.each<[string, PutObjectAclOptions]>([
  ['one grant', { owner, grants: [grant] }],
  ['a hundred grants', { owner, grants: grantsNumbered(100) }],
  ['the longest owner', { owner: { id: 'i'.repeat(1024), displayName: 'n'.repeat(1024) }, grants: [grant] }],
  ['an owner known at deployment', { owner: { id: new CfnParameter(newStack(), 'Owner').valueAsString }, grants: [grant] }],
])('takes %s', (_, options) => {
  expect(bind(options)).toMatchObject({ problems: [], warnings: [] });
});

const long = `"${'x'.repeat(60)}"… (1025 characters)`;
const TWO_LISTS = '`operation.cannedAccessControlList` must be left out with `operation.owner` and `operation.grants`, which are another list';
const NO_LIST = '`operation` must have either `cannedAccessControlList`, or `owner` and `grants`';

test.each<[string, PutObjectAclOptions, string]>([
  ['no list', {}, NO_LIST],
  ['two lists', { ...canned, owner, grants: [grant] }, TWO_LISTS],
  ['a canned list with an owner', { ...canned, owner }, TWO_LISTS],
  ['a canned list with grants', { ...canned, grants: [] }, TWO_LISTS],
  ['an owner without grants', { owner }, '`operation.grants` must be given with `operation.owner`, as in { owner: { id }, grants }'],
  ['grants without an owner', { grants: [grant] }, '`operation.owner` must be given with `operation.grants`, as in { owner: { id }, grants }'],
  ['101 grants', { owner, grants: grantsNumbered(101) }, '`operation.grants` must hold at most 100 grants, got: 101'],
  ['an empty owner id', { owner: { id: '' }, grants: [grant] }, '`operation.owner.id` must have 1 to 1024 characters, got: ""'],
  ['a long owner id', { owner: { id: 'x'.repeat(1025) }, grants: [grant] }, `\`operation.owner.id\` must have 1 to 1024 characters, got: ${long}`],
  [
    'an empty owner name', { owner: { id: 'a', displayName: '' }, grants: [grant] },
    '`operation.owner.displayName` must have 1 to 1024 characters or be left out, got: ""',
  ],
  [
    'a long owner name', { owner: { id: 'a', displayName: 'x'.repeat(1025) }, grants: [grant] },
    `\`operation.owner.displayName\` must have 1 to 1024 characters or be left out, got: ${long}`,
  ],
])('refuses %s', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test('refuses a grantee that S3 would', () => {
  expect(bind({ owner, grants: [grant, { grantee: Grantee.email(''), permission: AclPermission.READ }] }).problems).toEqual([
    expect.stringMatching(/^`operation\.grants\[1\]\.grantee\..*` must have 1 to 1024 characters, got: ""$/),
  ]);
});

test('refuses a directory bucket', () => {
  const objects = [{ bucket: bucketNamed(newStack(), 'base--usw2-az1--x-s3') }];

  expect(bindOperation(BatchOperation.putObjectAcl(canned), { objects }).problems).toEqual([
    expect.stringContaining('not putObjectAcl, got: "base--usw2-az1--x-s3"'),
  ]);
});

test('warns of a list that lets nobody in', () => {
  expect(bind({ owner, grants: [] }).warnings).toEqual([{
    id: 'cdk-s3-batch-operations:BatchJob.removesAllGrants',
    message: '`operation.grants` has no grants, so the job takes every grant from the list of each object, its owner\'s too; acknowledge this if '
      + 'it is what the job is for',
  }]);
});

test.each<[string, unknown, string]>([
  ['a canned list of the CDK', { cannedAccessControlList: 'PublicRead' }, '`operation.cannedAccessControlList` must be one of CannedAccessControlList.PRIVATE,'],
  ['an owner as text', { owner: 'owner-id', grants: [grant] }, '`operation.owner` must be the owner of the objects, as in { id }, got: "owner-id"'],
  ['a null owner', { owner: null, grants: [grant] }, '`operation.owner` must be the owner of the objects, as in { id }, got: null'],
  ['an owner without an id', { owner: {}, grants: [grant] }, '`operation.owner.id` must have 1 to 1024 characters, got: undefined'],
  ['a misspelt member of the owner', { owner: { ...owner, name: 'x' }, grants: [grant] }, '`operation.owner.name` is no option; there are: id, displayName'],
  ['grants that are no list', { owner, grants: grant }, '`operation.grants` must hold at least one grant'],
  ['a misspelt option', { ...canned, acl: 'x' }, '`operation.acl` is no option; there are: cannedAccessControlList, owner, grants'],
  ['no options', undefined, NO_LIST],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([expect.stringContaining(problem)]);
});

describe('a bucket that takes no access control lists', () => {
  const bucketWith = (objectOwnership?: s3.ObjectOwnership) => new s3.Bucket(newStack(), 'Bucket', { objectOwnership });
  const warned = (bucket: s3.IBucket, cannedAccessControlList: CannedAccessControlList) => (
    bindOperation(BatchOperation.putObjectAcl({ cannedAccessControlList }), { objects: [{ bucket }, { bucket, keyPrefix: 'a/' }] })
      .warnings.map(({ id }) => id.split('.').at(-1))
  );

  test.each<[string, s3.ObjectOwnership | undefined]>([
    ['as buckets do by default', undefined],
    ['as it says', s3.ObjectOwnership.BUCKET_OWNER_ENFORCED],
  ])('is warned of once where it is seen to, %s', (_, ownership) => {
    expect(warned(bucketWith(ownership), CannedAccessControlList.PUBLIC_READ)).toEqual(['aclsDisabled']);
  });

  test.each<[string, s3.IBucket, CannedAccessControlList]>([
    ['a list that gives its owner everything', bucketWith(), CannedAccessControlList.BUCKET_OWNER_FULL_CONTROL],
    ['a bucket whose objects\' writers own them', bucketWith(s3.ObjectOwnership.OBJECT_WRITER), CannedAccessControlList.PUBLIC_READ],
    ['a bucket that was imported', bucketNamed(newStack(), 'imported'), CannedAccessControlList.PUBLIC_READ],
  ])('is no matter with %s', (_, bucket, list) => {
    expect(warned(bucket, list)).toEqual([]);
  });
});
