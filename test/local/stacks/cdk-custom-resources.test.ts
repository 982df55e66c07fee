import { custom, type Resources, StackFixture } from './stack-fixture';

/** A custom resource of the CDK's own, whose handler is in Python, as it often is. */
const ofType = (Type: string, properties: Resources[string]['Properties'] = {}) => custom({ ServiceToken: { 'Fn::GetAtt': ['Python', 'Arn'] }, ...properties }, { Type });
const PYTHON: Resources = {
  Python: {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile: '' }, Role: { 'Fn::GetAtt': ['HandlerRole', 'Arn'] } },
  },
};

test.each(['Custom::S3BucketNotifications', 'Custom::LogRetention', 'Custom::VpcRestrictDefaultSG', 'Custom::AWSCDK-EKS-Cluster'])(
  'of %s only the name is recorded, and its handler isn\'t asked', async (type) => {
    const fixture = new StackFixture();
    // what it is about needn't be known either
    const resources = { ...PYTHON, Topic: { Type: 'AWS::SNS::Topic' }, Effect: ofType(type, { Arn: { Ref: 'Topic' } }) };
    expect(await fixture.deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(fixture.events).toContainEqual(expect.objectContaining({ logicalId: 'Effect', reason: `only its name is recorded: ${type} isn't played here` }));
    expect(await fixture.deploy(resources)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(fixture.requests).toEqual([]);
  });

test('what one would say is refused where it is needed, with the way to supply it', async () => {
  const fixture = new StackFixture();
  const resources = { ...PYTHON, Writer: ofType('Custom::CrossRegionExportReader'), Job: custom({ Arn: { 'Fn::GetAtt': ['Writer', '/key/arn'] } }) };
  expect(await fixture.deploy(resources)).toMatchObject({
    reason: 'Job: Resources.Job.Properties.Arn: the attribute `/key/arn` of Custom::CrossRegionExportReader (Writer) isn\'t known here; '
      + '--resolve Writer./key/arn=value supplies it',
  });
  fixture.resolve = { 'Writer./key/arn': 'arn:aws:kms:eu-west-1:111122223333:key/k' };
  expect(await fixture.deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(fixture.requests).toMatchObject([{ ResourceProperties: { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/k' } }]);
});

test('one whose handler can\'t be run is rolled back without it', async () => {
  const fixture = new StackFixture();
  expect(await fixture.deploy({ ...PYTHON, Files: ofType('Custom::Files') })).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Files: the function .* isn't run: its runtime is python3.13, .*--lambda-endpoint/),
  });
});

describe('one for which a value is given', () => {
  const resources = {
    ...PYTHON,
    Topic: { Type: 'AWS::SNS::Topic' },
    // what it would be told needn't be known
    Config: ofType('Custom::Config', { Topic: { Ref: 'Topic' } }),
    Job: custom({ Id: { Ref: 'Config' }, Table: { 'Fn::GetAtt': ['Config', 'Table'] } }),
  };

  test('isn\'t made by its handler, nor updated or deleted', async () => {
    const fixture = new StackFixture();
    fixture.resolve = { 'Config': 'config-1', 'Demo/Config.Table': 'table-1' };
    expect(await fixture.deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(fixture.requests).toMatchObject([{ LogicalResourceId: 'Job', ResourceProperties: { Id: 'config-1', Table: 'table-1' } }]);
    expect(fixture.events).toContainEqual(expect.objectContaining({ logicalId: 'Config', status: 'CREATE_COMPLETE', reason: 'its handler isn\'t asked, as its value is given' }));
    fixture.resolve = { ...fixture.resolve, Config: 'config-2' };
    expect(await fixture.deploy(resources)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(fixture.requests).toMatchObject([{ RequestType: 'Update', LogicalResourceId: 'Job', ResourceProperties: { Id: 'config-2' } }]);
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(fixture.conversation).toEqual(['Delete Job job-1']);
  });

  test('has the attributes alone that are given too', async () => {
    const fixture = new StackFixture();
    fixture.resolve = { Config: 'config-1' };
    expect(await fixture.deploy(resources)).toMatchObject({
      status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Job: .*`Table` of Custom::Config \(Config\) isn't known here; --resolve Config\.Table=value supplies it$/),
    });
    expect(fixture.requests).toEqual([]);
  });

  test.each<[string, StackFixture['resolve'], StackFixture['resolve'], RegExp]>([
    ['goes on without it', { Kept: 'value' }, {}, /^Kept: a value was given for it when it was made, .*give it again \(--resolve Kept=value\)$/],
    ['gets it later', {}, { Kept: 'value' }, /^Kept: its handler has made it, and so no value can be given for it/],
  ])('never %s', async (_what, before, after, reason) => {
    const fixture = new StackFixture();
    fixture.resolve = before;
    expect(await fixture.deploy({ Kept: custom() })).toMatchObject({ status: 'CREATE_COMPLETE' });
    fixture.resolve = after;
    expect(await fixture.deploy({ Kept: custom() })).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(reason) });
    expect(fixture.requests).toEqual([]);
  });
});

describe('Custom::S3AutoDeleteObjects', () => {
  const tags = { Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] };
  const bucket = (BucketName: string, properties: object = tags) => (
    { Type: 'AWS::S3::Bucket', Properties: { BucketName, VersioningConfiguration: { Status: 'Enabled' }, ...properties } }
  );
  const emptied = (BucketName: string) => ({ ...custom({ BucketName }, { Type: 'Custom::S3AutoDeleteObjects' }), DependsOn: 'Bucket' });

  async function withObjects(fixture: StackFixture, name: string, count: number) {
    const s3 = fixture.store.asOwner();
    for (let index = 0; index < count; index++) await s3.putObject({ bucket: name, key: `k${index}`, body: Buffer.from('') });
    await s3.deleteObject({ bucket: name, key: 'k0' });
  }

  test('empties its bucket before it is deleted, versions and delete markers too, and asks no handler', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Bucket: bucket('box'), Emptied: emptied('box') });
    await withObjects(fixture, 'box', 1001);
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(fixture.store.hasBucket('box')).toBe(false);
    expect(fixture.requests).toEqual([]);
  });

  test('empties the bucket that another takes the place of', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Bucket: bucket('box'), Emptied: emptied('box') });
    await withObjects(fixture, 'box', 2);
    expect(await fixture.deploy({ Bucket: bucket('chest'), Emptied: emptied('chest') })).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect([fixture.store.hasBucket('box'), fixture.store.hasBucket('chest')]).toEqual([false, true]);
  });

  test('leaves the objects of a bucket that no longer says so', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Bucket: bucket('box'), Emptied: emptied('box') });
    await withObjects(fixture, 'box', 2);
    expect(await fixture.deploy({ Bucket: bucket('box', {}) })).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect((await fixture.store.asOwner().listObjectVersions({ bucket: 'box' })).versions).toHaveLength(2);
  });

  test('fails where a lock keeps an object', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Bucket: bucket('box', { ...tags, ObjectLockEnabled: true }), Emptied: emptied('box') });
    const retention = { mode: 'COMPLIANCE', retainUntil: new Date(fixture.clock.now().getTime() + 86_400_000) } as const;
    await fixture.store.asOwner().putObject({ bucket: 'box', key: 'kept', body: Buffer.from(''), retention });
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_FAILED', reason: expect.stringMatching(/^Emptied: /) });
  });
});
