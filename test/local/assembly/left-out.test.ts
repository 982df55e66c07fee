import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackArtifact } from '../../../local/src/assembly/cloud-assembly';
import { declaredResources, resourceNamed } from '../../../local/src/assembly/declared-resource';
import { partsWithoutOtherJobs } from '../../../local/src/assembly/left-out';
import type { Json, ResourceDeclaration, Template } from '../../../local/src/assembly/template';

const job = (Properties: { [name: string]: Json } = {}, more: Partial<ResourceDeclaration> = {}): ResourceDeclaration => ({ Type: 'Custom::S3BatchJob', Properties, ...more });
const queue = (name?: Json, more: Partial<ResourceDeclaration> = {}): ResourceDeclaration => ({ Type: 'AWS::SQS::Queue', Properties: name === undefined ? {} : { QueueName: name }, ...more });

const stack = (name: string, template: Template, dependencies: string[] = []): StackArtifact =>
  ({ id: name, displayName: name, name, dependencies, template, parameters: {}, assets: [] });

/** What is left out when only these jobs are chosen. */
function leftOut(stacks: StackArtifact[], ...names: string[]): string[] {
  const resources = stacks.flatMap(declaredResources);
  return partsWithoutOtherJobs(stacks, names.map((name) => resourceNamed(resources, name, 'job'))).map(({ use, section, name }) => `${use.place}/${section}.${name}`);
}

const idOf = (logicalId: string): Json => ({ 'Fn::GetAtt': [logicalId, 'JobId'] });

test.each<[string, Template['Resources'], string[]]>([
  ['another job', { Other: job() }, ['Other']],
  ['what refers to another job', { Other: job(), A: queue(idOf('Other')), B: queue({ 'Fn::Sub': 'x-${Other.JobId}' }), C: queue({ 'Fn::Sub': ['${X}', { X: { Ref: 'Other' } }] }) }, ['Other', 'A', 'B', 'C']],
  ['what depends on another job', { Other: job(), A: queue('a', { DependsOn: ['Other'] }), B: queue('b', { DependsOn: 'A' }) }, ['Other', 'A', 'B']],
  ['what another job depends on, not', { Other: job({}, { DependsOn: 'A' }), A: queue() }, ['Other']],
  ['nothing that has no job to do with', { A: queue() }, []],
])('leaves out %s', (_what, resources, expected) => {
  expect(leftOut([stack('Demo', { Resources: { Chosen: job(), ...resources } })], 'Chosen')).toEqual(expected.map((name) => `Demo/Resources.${name}`));
});

test.each<[string, ResourceDeclaration, Template['Resources']]>([
  ['refers to', job({ Id: idOf('Other') }), {}],
  ['depends on', job({}, { DependsOn: 'Other' }), {}],
  ['needs through others', job({ Queue: { Ref: 'A' } }), { A: queue({ 'Fn::If': ['Either', 'a', { Ref: 'B' }] }), B: queue('b', { DependsOn: ['Other'] }) }],
])('keeps a job that a chosen one %s', (_what, chosen, resources) => {
  expect(leftOut([stack('Demo', { Resources: { Chosen: chosen, Other: job(), ...resources, Third: job() } })], 'Chosen')).toEqual(['Demo/Resources.Third']);
});

test('leaves out outputs of other jobs', () => {
  const template = { Resources: { Chosen: job(), Other: job() }, Outputs: { Own: { Value: idOf('Chosen') }, Others: { Value: idOf('Other') } } };
  expect(leftOut([stack('Demo', template)], 'Chosen')).toEqual(['Demo/Resources.Other', 'Demo/Outputs.Others']);
});

describe('across stacks', () => {
  const data = stack('Data', {
    Resources: { Files: { Type: 'AWS::S3::Bucket' }, First: job(), Second: job() },
    Outputs: { Files: { Value: { Ref: 'Files' }, Export: { Name: 'files' } }, First: { Value: idOf('First'), Export: { Name: { 'Fn::Sub': '${AWS::StackName}-first' } } } },
  });
  const imported = (name: Json): Json => ({ 'Fn::ImportValue': name });

  test('keeps a job whose output a chosen one imports, and no other', () => {
    const app = stack('App', { Resources: { Chosen: job({ Id: imported('Data-first') }), Other: job() } }, ['Data']);
    expect(leftOut([data, app], 'Chosen')).toEqual(['Data/Resources.Second', 'App/Resources.Other']);
  });

  test('leaves out what imports of another job', () => {
    const app = stack('App', { Resources: { Chosen: job({ Bucket: imported('files') }), Queue: queue(imported('Data-first')) } }, ['Data']);
    expect(leftOut([data, app], 'Chosen')).toEqual(['Data/Resources.First', 'Data/Resources.Second', 'Data/Outputs.First', 'App/Resources.Queue']);
  });

  test.each([
    ['keeps a job whose output a chosen one reads without an import', 'First', ['Data/Resources.Second', 'App/Resources.Other']],
    ['keeps what such an output may be whose name isn\'t known', { Ref: 'Name' }, ['Data/Resources.Second', 'App/Resources.Other']],
    ['leaves out the jobs whose outputs it doesn\'t read', 'Files', ['Data/Resources.First', 'Data/Resources.Second', 'Data/Outputs.First', 'App/Resources.Other']],
  ])('%s', (_, OutputName: Json, expected) => {
    const output = { 'Fn::GetStackOutput': { StackName: 'Data', OutputName } };
    const app = stack('App', { Parameters: { Name: { Type: 'String' } }, Resources: { Chosen: job({ Id: output }), Other: job() } }, ['Data']);
    expect(leftOut([data, app], 'Chosen')).toEqual(expected);
  });

  test('keeps what an import may mean whose name isn\'t known', () => {
    const app = stack('App', { Parameters: { Name: { Type: 'String' } }, Resources: { Chosen: job({ Id: imported({ Ref: 'Name' }) }) } }, ['Data']);
    expect(leftOut([data, app], 'Chosen')).toEqual(['Data/Resources.Second']);
  });

  test('keeps all of a stack that a chosen job\'s stack comes after, and imports nothing of', () => {
    const app = stack('App', { Resources: { Chosen: job(), Other: job() } }, ['Data']);
    expect(leftOut([data, app], 'Chosen')).toEqual(['App/Resources.Other']);
  });
});

describe('with nested stacks', () => {
  const nested = (Parameters: { [name: string]: Json } = {}, more: Partial<ResourceDeclaration> = {}): ResourceDeclaration =>
    ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3/assets/inner.json', Parameters }, ...more });

  /** A stack with these resources, whose nested one has a template of its own. */
  function outer(resources: Template['Resources'], inner: Template): StackArtifact {
    writeFileSync(join(directory, 'inner.json'), JSON.stringify(inner));
    const asset = { path: join(directory, 'inner.json'), root: directory, packaging: 'file', destinations: [{ bucketName: 'assets', objectKey: 'inner.json' }] };
    return { ...stack('Demo', { Resources: resources }), assets: [asset] };
  }

  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'left-out-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  test('leaves a job in one out, and keeps the rest of it', () => {
    const demo = outer({ Chosen: job(), Nested: nested() }, { Resources: { Inner: job(), Queue: queue() } });
    expect(leftOut([demo], 'Chosen')).toEqual(['Demo/Nested/Resources.Inner']);
  });

  test('chooses a job in one, and keeps what it is given', () => {
    const demo = outer({ First: job(), Second: job(), Nested: nested({ Id: idOf('First') }) }, { Parameters: { Id: { Type: 'String' } }, Resources: { Inner: job({ Id: { Ref: 'Id' } }), Other: job() } });
    expect(leftOut([demo], 'Inner')).toEqual(['Demo/Resources.Second', 'Demo/Nested/Resources.Other']);
  });

  test('leaves out what a job in one that isn\'t chosen comes out of', () => {
    const inner = { Resources: { Inner: job(), Files: { Type: 'AWS::S3::Bucket' } }, Outputs: { Id: { Value: idOf('Inner') }, Files: { Value: { Ref: 'Files' } } } };
    const output = (name: string): Json => ({ 'Fn::GetAtt': ['Nested', `Outputs.${name}`] });
    const demo = outer({ Chosen: job({ Files: output('Files') }), Queue: queue(output('Id')), Nested: nested() }, inner);
    expect(leftOut([demo], 'Chosen')).toEqual(['Demo/Resources.Queue', 'Demo/Nested/Resources.Inner', 'Demo/Nested/Outputs.Id']);
  });

  test('leaves out what reads in it what it would be given of another job, and not the nested stack', () => {
    const demo = outer({ Chosen: job(), Other: job(), Nested: nested({ Id: idOf('Other') }) }, { Parameters: { Id: { Type: 'String' } }, Resources: { Reads: queue({ Ref: 'Id' }), Rest: queue() } });
    expect(leftOut([demo], 'Chosen')).toEqual(['Demo/Resources.Other', 'Demo/Nested/Resources.Reads']);
  });

  test('keeps all of one that a chosen job waits for', () => {
    const demo = outer({ Chosen: job({}, { DependsOn: 'Nested' }), Nested: nested() }, { Resources: { Inner: job() } });
    expect(leftOut([demo], 'Chosen')).toEqual([]);
  });

  test('leaves all of one out that waits for another job', () => {
    const demo = outer({ Chosen: job(), Other: job(), Nested: nested({}, { DependsOn: 'Other' }) }, { Resources: { Queue: queue() } });
    expect(leftOut([demo], 'Chosen')).toEqual(['Demo/Resources.Other', 'Demo/Resources.Nested', 'Demo/Nested/Resources.Queue']);
  });
});
