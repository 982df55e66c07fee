import { custom, type Reaction, StackFixture } from './stack-fixture';
import type { CustomResourceRequest } from '../../../local/src/stacks/custom-resource/request';

/** Starts a new job, `job-<Run>`, whenever the property `Run` says so, as the product's handler does. */
function replacing({ ResourceProperties: { Run } }: CustomResourceRequest): Reaction {
  return { PhysicalResourceId: `job-${String(Run)}`, Data: { JobId: `job-${String(Run)}` } };
}

const failing: Reaction = { Status: 'FAILED', Reason: 'broken' };

test('sends an Update with the old properties and the new ones', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom({ Size: 1 }) });
  const { status, stackId } = await fixture.deploy({ Job: custom({ Size: 2 }) });

  expect(fixture.requests).toEqual([expect.objectContaining({
    RequestType: 'Update',
    StackId: stackId,
    PhysicalResourceId: 'job-1',
    ResourceProperties: expect.objectContaining({ Size: '2' }),
    OldResourceProperties: expect.objectContaining({ Size: '1' }),
  })]);
  expect(status).toBe('UPDATE_COMPLETE');
  expect(fixture.stackStatuses).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']);
  expect(fixture.resourceStatuses).toEqual(['Job UPDATE_IN_PROGRESS', 'Job UPDATE_COMPLETE']);
});

test('sends an Update without a change too, and tells nobody', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom({ Size: 1 }) });
  await fixture.deploy({ Job: custom({ Size: 1 }) });

  expect(fixture.conversation).toEqual(['Update Job job-1']);
  expect(fixture.requests[0].ResourceProperties).toEqual(fixture.requests[0].OldResourceProperties);
  expect(fixture.resourceStatuses).toEqual([]);
});

test('deletes the old id in the clean-up when an Update answers another', async () => {
  const fixture = new StackFixture(replacing);
  await fixture.deploy({ Job: custom({ Run: 1 }) });
  const statuses: string[] = [];
  fixture.handler = (request) => {
    statuses.push(`${request.RequestType} in ${fixture.directory.find('Demo')!.status}`);
    return replacing(request);
  };
  const { resources } = await fixture.deploy({ Job: custom({ Run: 2 }), After: custom({ Run: { 'Fn::GetAtt': ['Job', 'JobId'] } }) });

  expect(fixture.conversation).toEqual(['Update Job job-1', 'Create After', 'Delete Job job-1']);
  expect(fixture.requests[1].ResourceProperties.Run).toBe('job-2');
  expect(fixture.requests[2].ResourceProperties.Run).toBe('1');
  expect(statuses).toEqual(['Update in UPDATE_IN_PROGRESS', 'Create in UPDATE_IN_PROGRESS', 'Delete in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS']);
  expect(resources).toContainEqual({ logicalId: 'Job', type: 'Custom::Job', physicalId: 'job-2' });
});

test('deletes what the template no longer has, in reverse order, unless its DeletionPolicy keeps it', async () => {
  const fixture = new StackFixture(({ LogicalResourceId: id }) => ({ PhysicalResourceId: id }));
  await fixture.deploy({
    One: custom(), Two: custom({ After: { Ref: 'One' } }), Three: custom({ After: { Ref: 'Two' } }),
    Kept: custom({}, { DeletionPolicy: 'RetainExceptOnCreate', DependsOn: 'Three' }),
  });
  const { status, resources } = await fixture.deploy({ Two: custom() });

  expect(fixture.conversation).toEqual(['Update Two Two', 'Delete Three Three', 'Delete One One']);
  expect(fixture.resourceStatuses).toContain('Kept DELETE_SKIPPED');
  expect(status).toBe('UPDATE_COMPLETE');
  expect(resources.map(({ logicalId }) => logicalId)).toEqual(['HandlerRole', 'Handler', 'Two']);
});

test('keeps a replaced resource whose UpdateReplacePolicy is Retain', async () => {
  const fixture = new StackFixture(replacing);
  await fixture.deploy({ Job: custom({ Run: 1 }) });
  await fixture.deploy({ Job: custom({ Run: 2 }, { UpdateReplacePolicy: 'Retain' }) });
  expect(fixture.conversation).toEqual(['Update Job job-1']);
});

test('abandons what it can\'t delete in the clean-up', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom() });
  fixture.handler = () => failing;
  const { status, resources } = await fixture.deploy({});

  expect(status).toBe('UPDATE_COMPLETE');
  expect(fixture.resourceStatuses).toEqual(['Job DELETE_IN_PROGRESS', 'Job DELETE_FAILED']);
  expect(resources.map(({ logicalId }) => logicalId)).not.toContain('Job');
});

describe('when an update fails', () => {
  test('what was changed gets an Update back, with the properties swapped, and what failed too', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Good: custom({ Size: 1 }), Bad: custom({ Size: 1, After: { Ref: 'Good' } }), Same: custom() });
    let updates = 0;
    fixture.handler = ({ LogicalResourceId }) => LogicalResourceId === 'Bad' && updates++ === 0 ? failing : {};
    const result = await fixture.deploy({ Good: custom({ Size: 2 }), Bad: custom({ Size: 2, After: { Ref: 'Good' } }), Same: custom() });

    const [, , , goodBack, badBack] = fixture.requests;
    expect(fixture.conversation).toEqual(['Update Good job-1', 'Update Same job-1', 'Update Bad job-1', 'Update Good job-1', 'Update Bad job-1']);
    for (const back of [goodBack, badBack]) {
      expect(back).toMatchObject({ ResourceProperties: { Size: '1' }, OldResourceProperties: { Size: '2' } });
    }
    expect(fixture.stackStatuses).toEqual([
      'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(result).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Bad: .*broken$/) });
  });

  test('a new id is deleted in the clean-up, after the way back has answered the old one', async () => {
    const fixture = new StackFixture(replacing);
    await fixture.deploy({ Job: custom({ Run: 1 }) });
    fixture.handler = (request) => request.LogicalResourceId === 'Bad' && request.RequestType === 'Create' ? failing : replacing(request);
    const { resources } = await fixture.deploy({ Job: custom({ Run: 2 }), Bad: custom({}, { DependsOn: 'Job' }) });

    expect(fixture.conversation.filter((entry) => entry.includes('Job'))).toEqual(['Update Job job-1', 'Update Job job-2', 'Delete Job job-2']);
    expect(resources).toContainEqual({ logicalId: 'Job', type: 'Custom::Job', physicalId: 'job-1' });
  });

  test('a third id that the way back answers is the resource from then on', async () => {
    const fixture = new StackFixture(replacing);
    await fixture.deploy({ Job: custom({ Run: 1 }) });
    fixture.handler = (request) => {
      if (request.LogicalResourceId === 'Bad' && request.RequestType === 'Create') return failing;
      return request.PhysicalResourceId === 'job-2' ? { PhysicalResourceId: request.RequestType === 'Update' ? 'none' : 'job-2' } : replacing(request);
    };
    const { resources } = await fixture.deploy({ Job: custom({ Run: 2 }), Bad: custom({}, { DependsOn: 'Job' }) });

    expect(fixture.conversation.filter((entry) => entry.includes('Job'))).toEqual(['Update Job job-1', 'Update Job job-2', 'Delete Job job-2']);
    expect(resources).toContainEqual({ logicalId: 'Job', type: 'Custom::Job', physicalId: 'none' });
  });

  test('what was created is deleted, after everything is back', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Old: custom({ Size: 1 }) });
    fixture.handler = ({ RequestType, LogicalResourceId }) => RequestType === 'Create' && LogicalResourceId === 'Bad' ? failing : {};
    const { resources } = await fixture.deploy({
      Old: custom({ Size: 2 }), New: custom({}, { DependsOn: 'Old', DeletionPolicy: 'RetainExceptOnCreate' }), Bad: custom({}, { DependsOn: 'New' }),
    });

    expect(fixture.conversation).toEqual([
      'Update Old job-1', 'Create New', 'Create Bad', 'Update Old job-1', 'Delete Bad job-1', 'Delete New job-1',
    ]);
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['HandlerRole', 'Handler', 'Old']);
  });

  test('what would have been kept from then on is not', async () => {
    const bucket = (policy: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' }, DeletionPolicy: policy });
    const fixture = new StackFixture(({ RequestType }) => RequestType === 'Create' ? failing : {});
    await fixture.deploy({ Bucket: bucket('Delete') });
    await fixture.deploy({ Bucket: bucket('Retain'), Bad: custom({}, { DependsOn: 'Bucket' }) });
    await fixture.destroy();
    expect(fixture.store.hasBucket('logs')).toBe(false);
  });

  test('what was created and can\'t be deleted is abandoned', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Old: custom() });
    fixture.handler = ({ LogicalResourceId }) => LogicalResourceId === 'New' ? failing : {};
    const { status, resources } = await fixture.deploy({ Old: custom(), New: custom() });

    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(fixture.resourceStatuses).toContain('New DELETE_FAILED');
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['HandlerRole', 'Handler', 'Old']);
  });

  test('the ways back are in the order of the references', async () => {
    const fixture = new StackFixture();
    const resources = (size: number) => ({ One: custom({ Size: size }), Two: custom({ Size: size, After: { Ref: 'One' } }) });
    await fixture.deploy(resources(1));
    const answered: string[] = [];
    fixture.handler = async ({ LogicalResourceId, ResourceProperties: { Size } }) => {
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      answered.push(`${LogicalResourceId} ${String(Size)}, ${fixture.requests.length} asked`);
      return LogicalResourceId === 'Two' && Size === '2' ? failing : {};
    };
    await fixture.deploy(resources(2));

    expect(answered).toEqual(['One 2, 1 asked', 'Two 2, 2 asked', 'One 1, 3 asked', 'Two 1, 4 asked']);
  });

  test('and the way back too, the stack is in UPDATE_ROLLBACK_FAILED', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Job: custom({ Size: 1 }) });
    fixture.handler = () => failing;
    expect(await fixture.deploy({ Job: custom({ Size: 2 }) })).toMatchObject({ status: 'UPDATE_ROLLBACK_FAILED' });
  });

  test('it can be deployed again', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Job: custom({ Size: 1 }) });
    let updates = 0;
    fixture.handler = () => updates++ === 0 ? failing : {};
    await fixture.deploy({ Job: custom({ Size: 2 }) });
    expect(await fixture.deploy({ Job: custom({ Size: 3 }) })).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
    expect(fixture.requests[0]).toMatchObject({ ResourceProperties: { Size: '3' }, OldResourceProperties: { Size: '1' } });
  });

  test('a policy is back in its place before the handler is', async () => {
    const policy = (action: string) => ({
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'p', Roles: [{ Ref: 'HandlerRole' }], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] } },
    });
    const fixture = new StackFixture();
    await fixture.deploy({ Policy: policy('s3:CreateJob'), Job: custom({ Size: 1 }, { DependsOn: 'Policy' }) });
    const seen: unknown[] = [];
    fixture.handler = () => {
      seen.push(fixture.principals.byArn('arn:aws:iam::111122223333:role/handler')!.policies[0].Statement);
      return seen.length === 1 ? failing : {};
    };
    await fixture.deploy({ Policy: policy('s3:ListJobs'), Job: custom({ Size: 2 }, { DependsOn: 'Policy' }) });

    expect(seen).toEqual([[expect.objectContaining({ Action: 's3:ListJobs' })], [expect.objectContaining({ Action: 's3:CreateJob' })]]);
  });
});

test.each([
  ['another ServiceToken', { ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:other' },
    'Job: the `ServiceToken` can\'t be changed in an update; rename the resource in the template'],
  ['a ServiceTimeout that is none', { ServiceTimeout: 'soon' }, 'Job: `ServiceTimeout` must be a whole number from 1 to 3600, got: soon'],
])('fails on %s, without asking the handler', async (_what, properties, reason) => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom() });
  const result = await fixture.deploy({ Job: custom(properties) });
  expect(result).toMatchObject({ reason });
  expect(fixture.requests.filter(({ ResourceProperties }) => ResourceProperties.ServiceTimeout !== undefined)).toEqual([]);
});

test('refuses another type for a resource that is there', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom() });
  await expect(fixture.deploy({ Job: custom({}, { Type: 'Custom::Other' }) }))
    .rejects.toThrow('the type of a resource can\'t be changed in an update, got other types for: Job; rename it in the template');
});

test('refuses a second operation while one is in progress', async () => {
  const fixture = new StackFixture();
  await fixture.deploy({ Job: custom() });
  const first = fixture.deploy({ Job: custom({ Size: 2 }) });
  await expect(fixture.deploy({ Job: custom({ Size: 3 }) })).rejects.toThrow('the stack Demo can\'t be updated while it is in UPDATE_IN_PROGRESS');
  await expect(fixture.destroy()).rejects.toThrow('the stack Demo can\'t be deleted while it is in UPDATE_IN_PROGRESS');
  await first;
});
