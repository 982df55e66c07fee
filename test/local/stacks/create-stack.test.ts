import { custom, StackFixture } from './stack-fixture';

test('sends the Create that CloudFormation sends, with every scalar as text', async () => {
  const fixture = new StackFixture();
  const { stackId } = await fixture.deploy({
    Job: custom({ ServiceTimeout: 1200, Number: 1, Flag: true, Nothing: { Ref: 'AWS::NoValue' }, Empty: {}, List: [false, { Ref: 'AWS::StackName' }] }),
  });

  expect(fixture.requests).toEqual([{
    RequestType: 'Create',
    RequestId: expect.any(String),
    ResponseURL: expect.stringMatching(/^http:\/\/cloud\//),
    StackId: stackId,
    ResourceType: 'Custom::Job',
    LogicalResourceId: 'Job',
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:handler',
      ServiceTimeout: '1200',
      Number: '1',
      Flag: 'true',
      Empty: {},
      List: ['false', 'Demo'],
    },
  }]);
});

test('creates in the order of references and DependsOn, and returns what the outputs come to', async () => {
  const fixture = new StackFixture(({ LogicalResourceId: id }) => ({ PhysicalResourceId: id.toLowerCase(), Data: { JobId: `${id}-id` } }));
  const result = await fixture.deploy({
    Third: custom({ After: { 'Fn::Sub': 'job ${Second.JobId}' } }),
    Fourth: custom({}, { DependsOn: ['Third', 'First'] }),
    Second: custom({ After: { Ref: 'First' } }),
    First: custom(),
  }, { Outputs: { Id: { Value: { 'Fn::GetAtt': ['Third', 'JobId'] } } } });

  expect(fixture.requests.map(({ LogicalResourceId, ResourceProperties: { After } }) => [LogicalResourceId, After]))
    .toEqual([['First', undefined], ['Second', 'first'], ['Third', 'job Second-id'], ['Fourth', undefined]]);
  expect(fixture.stackStatuses).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
  expect(result).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined, outputs: { Id: 'Third-id' } });
});

test('creates what doesn\'t depend on each other side by side', async () => {
  let arrived = 0;
  const fixture = new StackFixture(async () => {
    arrived++;
    while (arrived < 2) await new Promise(setImmediate);
    return {};
  });

  expect(await fixture.deploy({ One: custom(), Two: custom() })).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test('deletes in reverse order, with the id that came with the failure, when a Create fails', async () => {
  const fixture = new StackFixture(({ RequestType, LogicalResourceId }) => {
    const isBad = RequestType === 'Create' && LogicalResourceId === 'Second';
    return { PhysicalResourceId: `${LogicalResourceId}-1`, ...(isBad && { Status: 'FAILED', Reason: 'no task succeeded' }) };
  });
  const result = await fixture.deploy({ First: custom(), Second: custom({ After: { Ref: 'First' } }), Third: custom({ After: { Ref: 'Second' } }) });

  expect(fixture.conversation).toEqual(['Create First', 'Create Second', 'Delete Second Second-1', 'Delete First First-1']);
  expect(fixture.stackStatuses).toEqual(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']);
  expect(fixture.resourceStatuses).toEqual([
    'First CREATE_IN_PROGRESS', 'First CREATE_COMPLETE', 'Second CREATE_IN_PROGRESS', 'Second CREATE_FAILED',
    'Second DELETE_IN_PROGRESS', 'Second DELETE_COMPLETE', 'First DELETE_IN_PROGRESS', 'First DELETE_COMPLETE',
  ]);
  expect(result).toMatchObject({
    status: 'ROLLBACK_COMPLETE',
    reason: 'Second: Received response status [FAILED] from custom resource. Message returned: no task succeeded',
    resources: [],
  });
});

test('stops waiting when something else fails, and deletes by an id that it makes up', async () => {
  const fixture = new StackFixture(async ({ RequestType, LogicalResourceId }) => {
    if (RequestType === 'Delete') return {};
    return LogicalResourceId === 'Slow' ? undefined : { Status: 'FAILED', Reason: 'broken' };
  });
  const started = fixture.clock.now().getTime();
  const result = await fixture.deploy({ Slow: custom(), Broken: custom() });

  expect(fixture.clock.now().getTime() - started).toBeLessThan(60_000);
  expect(fixture.conversation.slice(0, 2)).toEqual(['Create Slow', 'Create Broken']);
  expect(fixture.conversation).toContainEqual(expect.stringMatching(/^Delete Slow Demo-Slow-\w+$/));
  expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Broken: .*broken$/) });
});

test('begins nothing more when something has failed', async () => {
  const fixture = new StackFixture(async ({ RequestType, LogicalResourceId }) => {
    if (RequestType === 'Create' && LogicalResourceId === 'Broken') return { Status: 'FAILED', Reason: 'broken' };
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    return {};
  });
  await fixture.deploy({ Slow: custom(), Broken: custom(), After: custom({}, { DependsOn: 'Slow' }) });

  expect(fixture.conversation).toContain('Create Slow');
  expect(fixture.conversation).not.toContain('Create After');
});

test('deletes by an id that it makes up when no answer comes within ServiceTimeout', async () => {
  const fixture = new StackFixture(({ RequestType }) => RequestType === 'Create' ? undefined : {});
  const started = fixture.clock.now().getTime();
  const result = await fixture.deploy({ Job: custom({ ServiceTimeout: '90' }) });

  expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: 'Job: the handler did not answer within 90 seconds; its log says why' });
  expect(fixture.clock.now().getTime() - started).toBeGreaterThanOrEqual(90_000);
  expect(fixture.conversation).toEqual(['Create Job', expect.stringMatching(/^Delete Job Demo-Job-\w+$/)]);
});

test.each([['Delete', []], ['Retain', ['Job DELETE_SKIPPED']], ['RetainExceptOnCreate', []]])(
  'what was created stays after a failure only if its DeletionPolicy says Retain: %s', async (policy, skipped) => {
    const fixture = new StackFixture(({ RequestType, LogicalResourceId }) =>
      RequestType === 'Create' && LogicalResourceId === 'Broken' ? { Status: 'FAILED', Reason: 'broken' } : {});
    await fixture.deploy({ Job: custom({}, { DeletionPolicy: policy }), Broken: custom({}, { DependsOn: 'Job' }) });

    expect(fixture.resourceStatuses.filter((status) => status.endsWith('SKIPPED'))).toEqual(skipped);
    expect(fixture.conversation.includes('Delete Job job-1')).toBe(skipped.length === 0);
  });

test('is in ROLLBACK_FAILED when the Delete fails too', async () => {
  const fixture = new StackFixture(() => ({ Status: 'FAILED', Reason: 'broken' }));
  expect(await fixture.deploy({ Job: custom() })).toMatchObject({ status: 'ROLLBACK_FAILED' });
  await expect(fixture.deploy({ Job: custom() })).rejects.toThrow('the stack Demo can\'t be updated while it is in ROLLBACK_FAILED');
});

test('is created anew after a creation that was rolled back', async () => {
  const fixture = new StackFixture(({ RequestType }) => RequestType === 'Create' ? { Status: 'FAILED', Reason: 'broken' } : {});
  const { stackId } = await fixture.deploy({ Job: custom() });
  fixture.handler = () => ({});

  const second = await fixture.deploy({ Job: custom() });
  expect(second.status).toBe('CREATE_COMPLETE');
  expect(second.stackId).not.toBe(stackId);
  expect(fixture.stackStatuses).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE', 'CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
});

test('leaves out resources and outputs whose condition does not hold', async () => {
  const fixture = new StackFixture();
  const { outputs } = await fixture.deploy(
    { Job: custom({ Other: { 'Fn::If': ['IsProd', { Ref: 'Prod' }, 'none'] } }), Prod: custom({ Job: { Ref: 'Job' } }, { Condition: 'IsProd' }) },
    {
      Parameters: { Stage: { Type: 'String', Default: 'dev' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Outputs: { Prod: { Value: { Ref: 'Prod' }, Condition: 'IsProd' }, Job: { Value: { Ref: 'Job' } } },
    },
  );

  expect(fixture.requests.map(({ ResourceProperties }) => ResourceProperties.Other)).toEqual(['none']);
  expect(outputs).toEqual({ Job: 'job-1' });
});

test('a branch of Fn::If that isn\'t taken is nothing to wait for', async () => {
  const fixture = new StackFixture();
  const { status } = await fixture.deploy(
    { One: custom({ Other: { 'Fn::If': ['Never', { Ref: 'Two' }, 'none'] } }), Two: custom({ Other: { Ref: 'One' } }) },
    { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } },
  );
  expect(status).toBe('CREATE_COMPLETE');
  expect(fixture.conversation).toEqual(['Create One', 'Create Two']);
});

test('needn\'t know a condition that only decides about what isn\'t played', async () => {
  const Conditions = { Unknown: { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] } };
  const Parameters = { Size: { Type: 'String' } };
  const queue = (properties: object, more = {}) => ({ Queue: { Type: 'AWS::SQS::Queue', Properties: { ...properties }, ...more } });
  const isFifo = { FifoQueue: { 'Fn::If': ['Unknown', true, { Ref: 'AWS::NoValue' }] } };
  expect(await new StackFixture().deploy(queue(isFifo), { Conditions, Parameters })).toMatchObject({ status: 'CREATE_COMPLETE' });
  await expect(new StackFixture().deploy(queue({}, { Condition: 'Unknown' }), { Conditions, Parameters }))
    .rejects.toThrow('Conditions.Unknown: the parameter `Size` has no value and no default; --resolve Size=value supplies it');
});

test('warns of an output that it can\'t know, and deploys all the same', async () => {
  const fixture = new StackFixture();
  const { status, outputs } = await fixture.deploy({ Topic: { Type: 'AWS::SNS::Topic' } }, { Outputs: { Arn: { Value: { Ref: 'Topic' } } } });

  expect({ status, outputs }).toEqual({ status: 'CREATE_COMPLETE', outputs: {} });
  expect(fixture.warnings).toEqual(['the output is left out: Outputs.Arn.Value: what `Ref` gives of AWS::SNS::Topic (Topic) isn\'t known here; --resolve Topic=value supplies it']);
});

test.each([
  ['an attribute of what is only recorded', { Topic: { 'Fn::GetAtt': ['Topic', 'TopicName'] } },
    'Job: Resources.Job.Properties.Topic: the attribute `TopicName` of AWS::SNS::Topic (Topic) isn\'t known here; --resolve Topic.TopicName=value supplies it'],
  ['an attribute that no answer had', { Id: { 'Fn::GetAtt': ['Other', 'Id'] } }, 'Job: Resources.Job.Properties.Id: the attribute `Id` of Custom::Job (Other) isn\'t known here'],
  ['a value from Systems Manager', { Version: [{ Ref: 'Version' }] },
    'Job: Resources.Job.Properties.Version.0: the value of the parameter `Version` stands in Systems Manager, which isn\'t played here; --resolve Version=value supplies it'],
  ['a parameter without a default', { Size: { Ref: 'Size' } }, 'Job: Resources.Job.Properties.Size: the parameter `Size` has no value and no default; --resolve Size=value supplies it'],
  ['what no stack exports', { Id: { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::Region}:topic' } } },
    'Job: Resources.Job.Properties.Id: no stack that is deployed here exports `us-east-1:topic`; --resolve us-east-1:topic=value supplies it'],
  ['a name that there isn\'t', { Id: { Ref: 'Nothing' } }, 'Job: Resources.Job.Properties.Id: the stack has nothing named `Nothing`'],
])('fails by path when a custom resource needs %s', async (_what, properties, reason) => {
  const result = await new StackFixture().deploy(
    { Topic: { Type: 'AWS::SNS::Topic' }, Other: custom(), Job: custom(properties, { DependsOn: ['Topic', 'Other'] }) },
    { Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/version' }, Size: { Type: 'String' } } },
  );
  expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason });
});

test('refuses resources that wait for each other, before anything happens', async () => {
  const fixture = new StackFixture();
  await expect(fixture.deploy({ One: custom({ Other: { Ref: 'Two' } }), Two: custom({}, { DependsOn: 'One' }) }))
    .rejects.toThrow('the resources depend on each other in a circle: One, Two');
  expect(fixture.events).toEqual([]);
});
