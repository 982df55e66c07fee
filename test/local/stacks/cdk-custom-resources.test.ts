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
  expect(await fixture.deploy({ ...PYTHON, Files: ofType('Custom::CDKBucketDeployment') })).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Files: the function .* isn't run: its runtime is python3.13, .*--lambda-endpoint/),
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
