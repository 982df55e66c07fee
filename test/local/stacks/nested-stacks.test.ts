import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { custom, type Reaction, type Resources, StackFixture } from './stack-fixture';
import type { Json, ResourceDeclaration, Template } from '../../../local/src/assembly/template';
import type { CustomResourceRequest } from '../../../local/src/stacks/custom-resource/request';
import { writeFiles } from '../write-files';

let directory: string;
let fixture: StackFixture;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'nested-'));
  fixture = new StackFixture();
});

afterEach(() => rmSync(directory, { recursive: true }));

const failing: Reaction = { Status: 'FAILED', Reason: 'broken' };

/** A custom resource in a nested stack, whose handler is in the outermost one. */
const within = (properties: ResourceDeclaration['Properties'] = {}, more: Partial<ResourceDeclaration> = {}) =>
  custom({ ServiceToken: { Ref: 'Handler' }, ...properties }, more);

/** Makes a template an asset of the assembly. */
function asset(name: string, template: Template): void {
  writeFiles(directory, { [name]: template });
  fixture.assets = [...fixture.assets, { path: join(directory, name), root: directory, packaging: 'file', destinations: [{ bucketName: 'assets', objectKey: name }] }];
}

/** A nested stack of the asset `inner.json`; the handler's ARN and these parameters are passed on. */
function nested(parameters: { [name: string]: Json } = {}, more: Partial<ResourceDeclaration> = {}, name = 'inner.json'): ResourceDeclaration {
  return {
    Type: 'AWS::CloudFormation::Stack',
    Properties: {
      TemplateURL: { 'Fn::Sub': `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/assets/${name}` },
      Parameters: { Handler: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...parameters },
    },
    ...more,
  };
}

/** The asset `inner.json`: these resources, with a parameter `Size`. */
function inner(resources: Resources, more: Partial<Template> = {}): void {
  asset('inner.json', { Parameters: { Handler: { Type: 'String' }, Size: { Type: 'String', Default: '1' } }, Resources: resources, ...more });
}

/** The states that nested stacks went through. */
function nestedStatuses(): string[] {
  return fixture.events.flatMap((event) => event.kind === 'stack' && event.stackName !== 'Demo' ? event.status : []);
}

test('has its parameters, and gives its outputs', async () => {
  inner({ Job: within({ Size: { Ref: 'Size' }, Stack: { Ref: 'AWS::StackName' } }) }, { Outputs: { Id: { Value: { 'Fn::Sub': '${Job}-${AWS::StackId}' } } } });
  const { status, outputs, resources } = await fixture.deploy({ Nested: nested({ Size: { 'Fn::Join': ['', ['4', '2']] } }), After: custom({ Id: { 'Fn::GetAtt': ['Nested', 'Outputs.Id'] } }) }, {
    Outputs: { Nested: { Value: { Ref: 'Nested' } } },
  });

  expect(status).toBe('CREATE_COMPLETE');
  expect(outputs.Nested).toMatch(/^arn:aws:cloudformation:us-east-1:111122223333:stack\/Demo-Nested-\w+\/id\d+$/);
  expect(resources).toContainEqual({ logicalId: 'Nested', type: 'AWS::CloudFormation::Stack', physicalId: outputs.Nested });
  const [job, after] = fixture.requests;
  expect(job).toMatchObject({ StackId: outputs.Nested, ResourceProperties: { Size: '42', Stack: expect.stringMatching(/^Demo-Nested-\w+$/) } });
  expect(after.ResourceProperties.Id).toBe(`job-1-${outputs.Nested}`);
  expect(fixture.directory.find(outputs.Nested)).toMatchObject({ status: 'CREATE_COMPLETE', place: 'Demo/Nested' });
  expect(nestedStatuses()).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
});

test('can have another one in it', async () => {
  asset('innermost.json', { Parameters: { Handler: { Type: 'String' } }, Resources: { Job: within({ Topic: { Ref: 'Topic' } }, { DependsOn: 'Topic' }), Topic: { Type: 'AWS::SNS::Topic' } } });
  inner({ Deeper: nested({ Handler: { Ref: 'Handler' } }, {}, 'innermost.json') });
  fixture.resolve = { 'Demo/Nested/Deeper/Topic': 'arn:topic', 'Demo/Nested/Topic': 'arn:other' };

  expect(await fixture.deploy({ Nested: nested() })).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(fixture.requests[0].ResourceProperties.Topic).toBe('arn:topic');
  expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(fixture.conversation).toEqual(['Delete Job job-1']);
});

test('needn\'t know a parameter that nothing in it reads', async () => {
  const Topic = { Type: 'AWS::SNS::Topic' };
  const parameters = { Parameters: { Handler: { Type: 'String' }, Topic: { Type: 'String' }, None: { Type: 'String', Default: 'd' } } };
  inner({ Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Topic' }] } }, Job: within({ None: { Ref: 'None' } }) }, parameters);
  const resources = { Topic, Nested: nested({ Topic: { Ref: 'Topic' }, None: { Ref: 'AWS::NoValue' } }) };
  expect(await fixture.deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(fixture.requests[0].ResourceProperties.None).toBe('d');

  fixture.assets = [];
  inner({ Job: within({ Topic: { Ref: 'Topic' } }) }, parameters);
  expect(await fixture.deploy(resources)).toMatchObject({
    status: 'UPDATE_ROLLBACK_COMPLETE',
    reason: expect.stringContaining('Job: Resources.Job.Properties.Topic: Resources.Nested.Properties.Parameters.Topic: what `Ref` gives of AWS::SNS::Topic (Topic) isn\'t known here; --resolve Topic=value supplies it'),
  });
});

// the texts are CloudFormation's
test.each<[string, Json, string]>([
  ['that its template hasn\'t', { Other: 'x' }, 'Nested: Parameters: [Other] do not exist in the template'],
  ['too few', { Handler: { Ref: 'AWS::NoValue' } }, 'Nested: Parameters: [Handler] must have values'],
])('refuses parameters %s', async (_what, parameters, reason) => {
  inner({});
  expect(await fixture.deploy({ Nested: nested(parameters as {}) })).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason });
});

test('refuses a template that isn\'t in the assembly', async () => {
  expect(await fixture.deploy({ Nested: nested() })).toMatchObject({
    status: 'ROLLBACK_COMPLETE',
    reason: 'Nested: Resources.Nested.Properties.TemplateURL: the assembly has no template for https://s3.us-east-1.amazonaws.com/assets/inner.json, and others aren\'t fetched',
  });
});

test('is deleted with all that it has when what comes after it fails', async () => {
  inner({ Job: within(), Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } } });
  fixture.handler = ({ RequestType, LogicalResourceId }) => RequestType === 'Create' && LogicalResourceId === 'Bad' ? failing : {};
  const { status } = await fixture.deploy({ Nested: nested(), Bad: custom({}, { DependsOn: 'Nested' }) });

  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(fixture.conversation).toEqual(['Create Job', 'Create Bad', 'Delete Bad job-1', 'Delete Job job-1']);
  expect(nestedStatuses()).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
  expect(fixture.store.hasBucket('logs')).toBe(false);
});

test('fails the stack around it, with the reason', async () => {
  inner({ Job: within() });
  fixture.handler = ({ RequestType }) => RequestType === 'Create' ? failing : {};
  const { status, reason, resources } = await fixture.deploy({ Nested: nested() });

  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reason).toMatch(/^Nested: Embedded stack arn:.*Demo-Nested-.* was not successfully created: Job: .*broken$/);
  expect(resources).toEqual([]);
  expect(fixture.conversation).toEqual(['Create Job', 'Delete Job job-1']);
});

test('is no longer waited for when something else fails', async () => {
  inner({ Slow: within(), Next: within({}, { DependsOn: 'Slow' }) });
  fixture.handler = ({ RequestType, LogicalResourceId: id }) => RequestType === 'Create' ? { Slow: undefined, Bad: failing }[id] : {};
  const started = fixture.clock.now().getTime();
  const { reason } = await fixture.deploy({ Nested: nested(), Bad: custom() });

  expect(reason).toMatch(/^Bad: /);
  expect(fixture.clock.now().getTime() - started).toBeLessThan(60_000);
  expect(fixture.conversation).not.toContain('Create Next');
});

describe('when its stack is updated', () => {
  /** Starts a new job whenever the property `Size` changes, as the product's handler does. */
  const replacing = ({ ResourceProperties: { Size = 'x' } }: CustomResourceRequest): Reaction => ({ PhysicalResourceId: `job-${String(Size)}` });
  const resources = (Size: string, more: Resources = {}): Resources => ({ Nested: nested({ Size }), ...more });

  beforeEach(async () => {
    fixture.handler = replacing;
    inner({ Job: within({ Size: { Ref: 'Size' } }) }, { Outputs: { Size: { Value: { Ref: 'Size' }, Export: { Name: 'size' } } } });
    await fixture.deploy(resources('1'));
  });

  test('it is updated too, and what it leaves behind is deleted after the whole update', async () => {
    const seen: string[] = [];
    fixture.handler = (request) => {
      seen.push(`${request.RequestType} ${request.LogicalResourceId} in ${fixture.directory.find(request.StackId)!.status}, Demo in ${fixture.directory.find('Demo')!.status}`);
      return replacing(request);
    };
    expect(await fixture.deploy(resources('2', { After: custom({ Size: { 'Fn::GetAtt': ['Nested', 'Outputs.Size'] } }) }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(seen).toEqual([
      'Update Job in UPDATE_IN_PROGRESS, Demo in UPDATE_IN_PROGRESS',
      'Create After in UPDATE_IN_PROGRESS, Demo in UPDATE_IN_PROGRESS',
      'Delete Job in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, Demo in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    ]);
    expect(fixture.requests[1].ResourceProperties.Size).toBe('2');
    expect(nestedStatuses()).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']);
  });

  test('what is in it is told of an update without a change too', async () => {
    await fixture.deploy(resources('1'));
    expect(fixture.conversation).toEqual(['Update Job job-1']);
    expect(fixture.resourceStatuses).toEqual([]);
  });

  test('it goes back after it has succeeded, when something else fails', async () => {
    const seen: string[] = [];
    fixture.handler = (request) => {
      if (request.LogicalResourceId === 'Bad' && request.RequestType === 'Create') return failing;
      if (request.LogicalResourceId === 'Job') seen.push(`${fixture.conversation.at(-1)} in ${fixture.directory.find(request.StackId)!.status}`);
      return replacing(request);
    };
    const result = await fixture.deploy(resources('2', { Bad: custom({}, { DependsOn: 'Nested' }) }));

    expect(result).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Bad: /) });
    expect(seen).toEqual([
      'Update Job job-1 in UPDATE_IN_PROGRESS', 'Update Job job-2 in UPDATE_ROLLBACK_IN_PROGRESS', 'Delete Job job-2 in UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    ]);
    expect(nestedStatuses()).toEqual([
      'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(fixture.directory.exporterOf('size')!.links).toMatchObject({ outputs: { Size: '1' }, exports: { size: '1' } });
  });

  test('it goes back without a change of its own, when what is in it has changed all the same', async () => {
    fixture.handler = (request) => {
      if (request.LogicalResourceId === 'Bad' && request.RequestType === 'Create') return failing;
      return request.PhysicalResourceId === 'job-1' && request.RequestType === 'Update' ? { PhysicalResourceId: 'again' } : replacing(request);
    };
    await fixture.deploy(resources('1', { Bad: custom({}, { DependsOn: 'Nested' }) }));
    expect(fixture.conversation.filter((entry) => entry.includes('Job'))).toEqual(['Update Job job-1', 'Update Job again', 'Delete Job again']);
  });

  test('it goes back when it fails itself', async () => {
    fixture.handler = ({ ResourceProperties: { Size } }) => Size === '2' ? failing : { PhysicalResourceId: 'job-1' };
    const { status, reason } = await fixture.deploy(resources('2'));

    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toMatch(/^Nested: Embedded stack arn:.* was not successfully updated: Job: .*broken$/);
    expect(fixture.requests).toMatchObject([
      { RequestType: 'Update', ResourceProperties: { Size: '2' }, OldResourceProperties: { Size: '1' } },
      { RequestType: 'Update', ResourceProperties: { Size: '1' }, OldResourceProperties: { Size: '2' } },
    ]);
    expect(nestedStatuses().at(-1)).toBe('UPDATE_ROLLBACK_COMPLETE');
    fixture.handler = replacing;
    expect(await fixture.deploy(resources('3'))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  });

  test('and neither it nor the way back succeeds, all are in UPDATE_ROLLBACK_FAILED', async () => {
    fixture.handler = () => failing;
    const { status, reason } = await fixture.deploy(resources('2'));
    expect(status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(reason).toMatch(/^Nested: Embedded stack .* was not successfully rolled back: Job: .*broken$/);
    expect(nestedStatuses().at(-1)).toBe('UPDATE_ROLLBACK_FAILED');
  });

  test('it is deleted when the template no longer has it', async () => {
    expect(await fixture.deploy({})).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(fixture.conversation).toEqual(['Delete Job job-1']);
    expect(nestedStatuses()).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
  });

  test('it stays where its DeletionPolicy says so', async () => {
    await fixture.deploy({ Nested: nested({ Size: '1' }, { DeletionPolicy: 'Retain' }) });
    await fixture.deploy({});
    expect(fixture.conversation).toEqual([]);
    expect(fixture.resourceStatuses).toEqual(['Nested DELETE_SKIPPED']);
  });

  test('it can be left where it can\'t be deleted, and deleted with its stack later', async () => {
    fixture.handler = () => failing;
    const failed = await fixture.destroy();
    expect(failed).toMatchObject({ status: 'DELETE_FAILED', reason: expect.stringMatching(/^Nested: Embedded stack .* was not successfully deleted: Job: .*broken$/) });
    fixture.handler = replacing;
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });
});

test('can\'t be deleted while others import from it', async () => {
  inner({ Topic: { Type: 'AWS::SNS::Topic' } }, { Outputs: { Size: { Value: '1', Export: { Name: 'size' } } } });
  await fixture.deploy({ Nested: nested() });
  await fixture.deployStack({ name: 'Other', template: { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::ImportValue': 'size' } } } } } });
  expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_FAILED', reason: 'Nested: Export size cannot be deleted as it is in use by Other' });
  await fixture.destroy('Other');
  expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
});

test('says that its timeout has no effect', async () => {
  inner({});
  const { Properties, ...rest } = nested();
  await fixture.deploy({ Nested: { ...rest, Properties: { ...Properties, TimeoutInMinutes: 5 } } });
  expect(fixture.warnings).toEqual(['Resources.Nested: `TimeoutInMinutes` has no effect: the nested stack may take as long as it takes']);
});
