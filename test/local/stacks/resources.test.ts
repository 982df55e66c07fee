import { custom, type Resources, StackFixture } from './stack-fixture';
import type { Principal } from '../../../local/src/policy/principals';

const JOB_ROLE = 'arn:aws:iam::111122223333:role/jobs/job';

function principal(fixture: StackFixture, arn: string): Principal | undefined {
  return fixture.principals.byArn(arn);
}

const allow = (action: string) => ({ Statement: [{ Effect: 'Allow', Action: action, Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::logs/*' } }] });
const allowed = (action: string) => ({ Statement: [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::logs/*' }] });

function role(...inline: string[]): Resources[string] {
  const Policies = inline.map((action) => ({ PolicyName: action, PolicyDocument: allow(action) }));
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: 'job', Path: '/jobs/', Policies } };
}

function policy(action: string, roleName: string): Resources[string] {
  return { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'default', Roles: [{ Ref: roleName }], PolicyDocument: allow(action) } };
}

describe('AWS::IAM::Role and AWS::IAM::Policy', () => {
  test('a role may do what its own policies and those attached to it allow', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Role: role('s3:PutObject'), Policy: policy('s3:GetObject', 'Role') });
    expect(principal(fixture, JOB_ROLE)!.policies).toEqual([allowed('s3:PutObject'), allowed('s3:GetObject')]);
  });

  test('an update replaces what they allow, and keeps the role\'s key', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Role: role('s3:PutObject', 's3:ListBucket'), Policy: policy('s3:GetObject', 'Role') });
    const { accessKeyId } = principal(fixture, JOB_ROLE)!;
    await fixture.deploy({ Role: role('s3:DeleteObject'), Policy: policy('s3:GetObjectTagging', 'Role') });

    expect(principal(fixture, JOB_ROLE)!.policies).toEqual(expect.arrayContaining([allowed('s3:DeleteObject'), allowed('s3:GetObjectTagging')]));
    expect(principal(fixture, JOB_ROLE)!.policies).toHaveLength(2);
    expect(principal(fixture, JOB_ROLE)!.accessKeyId).toBe(accessKeyId);
  });

  test('a role that a policy no longer names loses it', async () => {
    const fixture = new StackFixture();
    const other = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'other' } };
    await fixture.deploy({ Role: role(), Other: other, Policy: policy('s3:GetObject', 'Role') });
    await fixture.deploy({ Role: role(), Other: other, Policy: policy('s3:GetObject', 'Other') });
    expect(principal(fixture, JOB_ROLE)!.policies).toEqual([]);
    expect(principal(fixture, 'arn:aws:iam::111122223333:role/other')!.policies).toEqual([allowed('s3:GetObject')]);
  });

  test('a policy that leaves the stack takes its permissions along, and a role everything', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Role: role(), Policy: policy('s3:GetObject', 'Role') });
    await fixture.deploy({ Role: role() });
    expect(principal(fixture, JOB_ROLE)!.policies).toEqual([]);
    await fixture.destroy();
    expect(principal(fixture, JOB_ROLE)).toBeUndefined();
  });

  test('another path makes another role, and its policy moves along', async () => {
    const fixture = new StackFixture();
    const withName = (name: string): Resources => ({
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: name } }, Policy: policy('s3:GetObject', 'Role'),
    });
    await fixture.deploy(withName('old'));
    await fixture.deploy(withName('new'));
    expect(principal(fixture, 'arn:aws:iam::111122223333:role/old')).toBeUndefined();
    expect(principal(fixture, 'arn:aws:iam::111122223333:role/new')!.policies).toEqual([allowed('s3:GetObject')]);
  });

  test('a replaced role is back, with its policies, when the update fails', async () => {
    const fixture = new StackFixture(({ RequestType }) => RequestType === 'Create' ? { Status: 'FAILED', Reason: 'broken' } : {});
    const withName = (name: string): Resources => ({
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: name } }, Policy: policy('s3:GetObject', 'Role'),
    });
    await fixture.deploy(withName('old'));
    expect(await fixture.deploy({ ...withName('new'), Job: custom({}, { DependsOn: 'Policy' }) })).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(principal(fixture, 'arn:aws:iam::111122223333:role/old')!.policies).toEqual([allowed('s3:GetObject')]);
    expect(principal(fixture, 'arn:aws:iam::111122223333:role/new')).toBeUndefined();
  });

  test('warns of policies that it can\'t see into, but for the one that only writes logs', async () => {
    const fixture = new StackFixture();
    const managed = (name: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` });
    await fixture.deploy({
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', ManagedPolicyArns: [managed('AmazonS3FullAccess'), managed('service-role/AWSLambdaBasicExecutionRole')] } },
    });
    expect(fixture.warnings).toEqual([
      'Resources.Role: arn:aws:iam::aws:policy/AmazonS3FullAccess isn\'t evaluated: what it allows or forbids has no effect on the role r',
    ]);
  });

  test('deploys with policies that can\'t be known, in whole or in part, and warns of those that it can\'t see into', async () => {
    const fixture = new StackFixture();
    const PolicyDocument = { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: [{ Ref: 'Topic' }, 'arn:aws:sns:*'] }] };
    const Properties = { RoleName: 'r', ManagedPolicyArns: [{ 'Fn::ImportValue': 'shared' }], Policies: [{ PolicyName: 'p', PolicyDocument }] };
    const resources = { Topic: { Type: 'AWS::SNS::Topic' }, Role: { Type: 'AWS::IAM::Role', DependsOn: 'Topic', Properties } };

    expect(await fixture.deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
    const [{ Statement: [{ Resource }] }] = principal(fixture, 'arn:aws:iam::111122223333:role/r')!.policies as unknown as [{ Statement: [{ Resource: unknown }] }];
    expect(Resource).toEqual([{ unknown: expect.stringMatching(/^Resources\.Role\..*--resolve Topic=value supplies it$/) }, 'arn:aws:sns:*']);
    expect(fixture.warnings).toEqual(['Resources.Role: the policy shared isn\'t evaluated: what it allows or forbids has no effect on the role r']);
  });

  test('refuses a policy for a role that isn\'t there', async () => {
    const result = await new StackFixture().deploy({
      Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: ['elsewhere'], PolicyDocument: allow('s3:GetObject') } },
    });
    expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: 'Policy: there is no role `elsewhere` in the stacks that are deployed here' });
  });
});

describe('AWS::S3::Bucket', () => {
  const bucket = (name?: string, versioned = false): Resources => ({
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { ...(name && { BucketName: name }), ...(versioned && { VersioningConfiguration: { Status: 'Enabled' } }) },
    },
  });

  test('makes a bucket, with versions where the template says so, and deletes it', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(bucket('logs', true));
    expect(await fixture.store.asOwner().getBucketVersioning({ bucket: 'logs' })).toEqual({ status: 'Enabled' });
    await fixture.destroy();
    expect(fixture.store.hasBucket('logs')).toBe(false);
    expect(await fixture.deploy(bucket('logs'))).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('makes up a name in lower case, which others can refer to', async () => {
    const fixture = new StackFixture();
    const { outputs: { Name, Arn } } = await fixture.deploy(bucket(), {
      Outputs: { Name: { Value: { Ref: 'Bucket' } }, Arn: { Value: { 'Fn::GetAtt': 'Bucket.Arn' } } },
    });
    expect(Name).toMatch(/^demo-bucket-\w+$/);
    expect(fixture.store.hasBucket(Name)).toBe(true);
    expect(Arn).toBe(`arn:aws:s3:::${Name}`);
  });

  test('takes over a bucket that was seeded, with its objects', async () => {
    const fixture = new StackFixture();
    fixture.store.createBucket('logs');
    fixture.store.seedObject('logs', 'a', { body: Buffer.from('a') });
    expect(await fixture.deploy(bucket('logs'))).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await fixture.store.asOwner().headObject({ bucket: 'logs', key: 'a' })).toMatchObject({ size: 1 });
  });

  test.each<[string, Resources, string]>([
    ['the name of a bucket that another resource has', { ...bucket('logs'), Other: { ...bucket('logs').Bucket, DependsOn: 'Bucket' } }, 'Other: there is a bucket `logs` already'],
    ['versions for a bucket that was seeded without', bucket('seeded', true), 'Bucket: the bucket `seeded` has no versions, which can\'t be changed here'],
  ])('refuses %s', async (_what, resources, reason) => {
    const fixture = new StackFixture();
    fixture.store.createBucket('seeded');
    expect(await fixture.deploy(resources)).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason });
  });

  test('can\'t be deleted with objects in it', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(bucket('logs'));
    fixture.store.seedObject('logs', 'a', { body: Buffer.from('a') });
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_FAILED', reason: 'Bucket: the bucket `logs` isn\'t empty' });
  });

  test('stays as it is when its new name is taken', async () => {
    const fixture = new StackFixture();
    const taken = { ...bucket('taken').Bucket };
    await fixture.deploy({ ...bucket('logs'), Taken: taken });
    expect(await fixture.deploy({ ...bucket('taken'), Taken: taken })).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE', reason: 'Bucket: there is a bucket `taken` already', resources: expect.arrayContaining([expect.objectContaining({ physicalId: 'logs' })]),
    });
  });

  test('another name makes another bucket, and deletes the one before', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(bucket('old'));
    await fixture.deploy(bucket('new'));
    expect([fixture.store.hasBucket('old'), fixture.store.hasBucket('new')]).toEqual([false, true]);
  });
});

test('AWS::Logs::LogGroup has the ARN that CloudFormation gives it', async () => {
  const { outputs } = await new StackFixture().deploy(
    { Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/jobs' } } }, { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Group', 'Arn'] } } } },
  );
  expect(outputs).toEqual({ Arn: 'arn:aws:logs:us-east-1:111122223333:log-group:/jobs:*' });
});

test('says of every type that it doesn\'t play that only its name is recorded', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Topic: { Type: 'AWS::SNS::Topic' } });
  expect(fixture.events).toContainEqual(expect.objectContaining({
    logicalId: 'Topic', status: 'CREATE_COMPLETE', reason: 'only its name is recorded: AWS::SNS::Topic isn\'t played here',
  }));
});

test('refuses a stack for another account or Region', async () => {
  const fixture = new StackFixture();
  await expect(fixture.deploy({}, {}, { region: 'eu-west-1' })).rejects.toThrow(
    'the stack Demo is for the account any and the Region eu-west-1, and this is 111122223333 in us-east-1: start with its `account` and `region`, or name the stacks to deploy');
});

