import { custom, StackFixture } from './stack-fixture';

test('sends the Delete that CloudFormation sends, in reverse order', async () => {
  const fixture = new StackFixture(({ LogicalResourceId: id }) => ({ PhysicalResourceId: id.toLowerCase() }));
  await fixture.deploy({ One: custom({ Size: 1 }), Two: custom({ After: { Ref: 'One' } }) });
  const { status, stackId, resources } = await fixture.destroy();

  expect(fixture.conversation).toEqual(['Delete Two two', 'Delete One one']);
  expect(fixture.requests[1]).toEqual({
    RequestType: 'Delete',
    RequestId: expect.any(String),
    ResponseURL: expect.any(String),
    StackId: stackId,
    ResourceType: 'Custom::Job',
    LogicalResourceId: 'One',
    PhysicalResourceId: 'one',
    ResourceProperties: { ServiceToken: expect.any(String), Size: '1' },
  });
  expect({ status, resources }).toEqual({ status: 'DELETE_COMPLETE', resources: [] });
  expect(fixture.stackStatuses).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
});

test.each(['Retain', 'RetainExceptOnCreate'])('keeps what its DeletionPolicy %s keeps', async (policy) => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom({}, { DeletionPolicy: policy }), Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' }, DeletionPolicy: policy } });
  await fixture.destroy();

  expect(fixture.conversation).toEqual([]);
  expect(fixture.resourceStatuses).toEqual(expect.arrayContaining(['Job DELETE_SKIPPED', 'Bucket DELETE_SKIPPED']));
  expect(fixture.store.hasBucket('logs')).toBe(true);
});

test('is in DELETE_FAILED when a Delete fails, keeps what that depends on, and can be deleted again', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom(), Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } } });
  fixture.handler = () => ({ Status: 'FAILED', Reason: 'broken' });
  const failed = await fixture.destroy();

  expect(failed).toMatchObject({ status: 'DELETE_FAILED', reason: expect.stringMatching(/^Job: .*broken$/) });
  expect(failed.resources.map(({ logicalId }) => logicalId)).toEqual(['HandlerRole', 'Handler', 'Job']);
  expect(fixture.store.hasBucket('logs')).toBe(false);

  fixture.handler = () => ({});
  expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', resources: [] });
});

test('a deleted stack is found by its id alone, and its name is free', async () => {
  const fixture = new StackFixture();
  const { stackId } = await fixture.deploy({ Job: custom() });
  await fixture.destroy();

  expect(fixture.directory.find('Demo')).toBeUndefined();
  expect(fixture.directory.find(stackId)).toMatchObject({ status: 'DELETE_COMPLETE' });
  await expect(fixture.destroy()).rejects.toThrow('there is no stack Demo');
  expect(await fixture.deploy({ Job: custom() })).toMatchObject({ status: 'CREATE_COMPLETE' });
});
