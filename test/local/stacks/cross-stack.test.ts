import { StackFixture } from './stack-fixture';
import type { Json, Template } from '../../../local/src/assembly/template';

const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } };
const NAME = { 'Fn::ImportValue': { 'Fn::Sub': 'Data:${AWS::Region}:Name' } };

let fixture: StackFixture;

beforeEach(() => {
  fixture = new StackFixture();
});

/** @param Value what is exported; nothing when it is null */
const data = (Value: Json = { Ref: 'Logs' }, resources: Template['Resources'] = { Logs: BUCKET }) => fixture.deployStack({
  name: 'Data', template: { Resources: resources, Outputs: Value === null ? {} : { Name: { Value, Export: { Name: { 'Fn::Sub': 'Data:${AWS::Region}:Name' } } } } },
});

const app = (value: Json = NAME, name = 'App') => fixture.deployStack({
  name, template: { Resources: { Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Join': ['-', [name, value]] } } } }, Outputs: { Name: { Value: { Ref: 'Group' } } } },
});

test('a stack imports what another one exports', async () => {
  await data();
  expect((await app()).outputs).toEqual({ Name: 'App-logs' });
});

test('an import that no stack exports can be supplied', async () => {
  expect(await app()).toMatchObject({
    status: 'ROLLBACK_COMPLETE',
    reason: 'Group: Resources.Group.Properties.LogGroupName.1: no stack that is deployed here exports `Data:us-east-1:Name`; --resolve Data:us-east-1:Name=value supplies it',
  });
  fixture.resolve = { 'Data:us-east-1:Name': 'given' };
  expect((await app()).outputs).toEqual({ Name: 'App-given' });
  await data();
  expect((await app()).outputs).toEqual({ Name: 'App-logs' });
});

test('what a stack exports is gone when its creation fails, and when it is deleted', async () => {
  const failing = { Bad: { Type: 'AWS::IAM::Policy', DependsOn: 'Logs', Properties: { PolicyName: 'p', Roles: ['none'], PolicyDocument: { Statement: [] } } }, Logs: BUCKET };
  expect(await data({ Ref: 'Logs' }, failing)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(await app()).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  await data();
  await fixture.destroy('Data');
  expect(await app()).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
});

// CloudFormation template reference, Fn::ImportValue; the stack's state as in issue 604 of aws-cdk
describe('while others import from it, a stack', () => {
  beforeEach(async () => {
    await data();
    await app();
    await app(NAME, 'Other');
  });

  test('can\'t be deleted, and stays as it is', async () => {
    const reason = 'Export Data:us-east-1:Name cannot be deleted as it is in use by App and Other';
    fixture.events.length = 0;
    expect(await fixture.destroy('Data')).toMatchObject({ status: 'CREATE_COMPLETE', reason, resources: [{ logicalId: 'Logs' }] });
    expect(fixture.events).toEqual([{ kind: 'stack', stackName: 'Data', status: 'CREATE_COMPLETE', reason }]);

    await fixture.destroy('App');
    expect(await fixture.destroy('Data')).toMatchObject({ reason: 'Export Data:us-east-1:Name cannot be deleted as it is in use by Other' });
    await app('none', 'Other');
    expect(await fixture.destroy('Data')).toMatchObject({ status: 'DELETE_COMPLETE', reason: undefined });
  });

  test.each<[string, Json, string]>([
    ['lose the export', null, 'deleted'],
    ['change the value', 'other', 'updated'],
  ])('can\'t %s, and is rolled back', async (_what, value, change) => {
    expect(await data(value, { Logs: BUCKET, More: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'more' } } })).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE', reason: `Export Data:us-east-1:Name cannot be ${change} as it is in use by App and Other`,
    });
    expect(fixture.store.hasBucket('more')).toBe(false);
    expect((await app()).outputs).toEqual({ Name: 'App-logs' });
  });

  test('can be updated otherwise', async () => {
    expect(await data({ Ref: 'Logs' }, { Logs: BUCKET, More: { Type: 'AWS::SQS::Queue' } })).toMatchObject({ status: 'UPDATE_COMPLETE' });
  });
});

test('a resource that isn\'t played imports all the same', async () => {
  await data();
  await fixture.deployStack({ name: 'Queue', template: { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'logs', Value: NAME }] } } } } });
  expect(await fixture.destroy('Data')).toMatchObject({ reason: expect.stringContaining('in use by Queue') });
});

test('what a branch of Fn::If that isn\'t taken imports doesn\'t count', async () => {
  await data();
  await fixture.deployStack({
    name: 'Queue',
    template: {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::If': ['Never', NAME, 'x'] } } } },
    },
  });
  expect(await fixture.destroy('Data')).toMatchObject({ status: 'DELETE_COMPLETE' });
});

test('two stacks can\'t export the same name', async () => {
  await data();
  const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } }, Outputs: { Name: { Value: 'x', Export: { Name: 'Data:us-east-1:Name' } } } };
  expect(await fixture.deployStack({ name: 'Copy', template })).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: 'Export with name Data:us-east-1:Name is already exported by stack Data', resources: [],
  });
});

// CloudFormation template reference, `Fn::GetStackOutput`: a weak reference, to an output that needn't be exported
describe('Fn::GetStackOutput', () => {
  const output = (others: { [name: string]: Json } = {}): Json => ({ 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Name', ...others } });

  test('gives another stack\'s output, which may be deleted all the same', async () => {
    await data();
    expect((await app(output())).outputs).toEqual({ Name: 'App-logs' });
    expect((await app(output({ Region: { Ref: 'AWS::Region' } }), 'Other')).outputs).toEqual({ Name: 'Other-logs' });
    expect(await fixture.destroy('Data')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  test.each([
    ['of a stack that isn\'t here', { StackName: 'None' }, 'None.Name'],
    ['that there isn\'t', { OutputName: 'None' }, 'Data.None'],
    ['of another Region', { Region: 'eu-west-1' }, 'Data.Name'],
    ['of another account', { RoleArn: 'arn:aws:iam::999999999999:role/reader' }, 'Data.Name'],
  ])('an output %s can be supplied', async (_, others, name) => {
    await data();
    expect(await app(output(others))).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining(`--resolve ${name}=value supplies it`) });
    fixture.resolve = { [name]: 'given' };
    expect((await app(output(others))).outputs).toEqual({ Name: 'App-given' });
  });
});
