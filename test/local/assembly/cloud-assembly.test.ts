import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCloudAssembly } from '../../../local/src/assembly/cloud-assembly';
import { writeFiles } from '../write-files';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assembly-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const stack = (templateFile: string, properties = {}) => ({
  type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile, ...properties },
});

test('reads the stacks of an assembly and those of its stages, whatever its schema version', () => {
  writeFiles(directory, {
    'manifest.json': {
      version: '999.0.0',
      artifacts: {
        'Tree': { type: 'cdk:tree', properties: { file: 'tree.json' } },
        'Logs.assets': { type: 'cdk:asset-manifest', properties: { file: 'Logs.assets.json' } },
        'Logs': { ...stack('Logs.template.json', { parameters: { Size: 'small' } }), displayName: 'Logs', dependencies: ['Base', 'Logs.assets'] },
        'Base': stack('Logs.template.json'),
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      },
    },
    'Logs.assets.json': {},
    'Logs.template.json': { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
    'assembly-Prod/manifest.json': {
      artifacts: {
        ProdBase: stack('x.json'),
        ProdLogs: {
          ...stack('x.json', { stackName: 'Prod-Logs' }), displayName: 'Prod/Logs', environment: 'aws://111122223333/eu-west-1', dependencies: ['ProdBase'],
        },
      },
    },
    'assembly-Prod/x.json': { Resources: {} },
  });

  const template = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
  expect(readCloudAssembly(directory)).toEqual([
    { id: 'Logs', displayName: 'Logs', dependencies: ['Base'], name: 'Logs', template, parameters: { Size: 'small' }, assets: [] },
    { id: 'Base', displayName: 'Base', dependencies: [], name: 'Base', template, parameters: {}, assets: [] },
    {
      id: 'assembly-Prod/ProdBase', displayName: 'assembly-Prod/ProdBase', dependencies: [],
      name: 'ProdBase', template: { Resources: {} }, parameters: {}, assets: [],
    },
    {
      id: 'assembly-Prod/ProdLogs', displayName: 'Prod/Logs', dependencies: ['assembly-Prod/ProdBase'],
      name: 'Prod-Logs', account: '111122223333', region: 'eu-west-1', template: { Resources: {} }, parameters: {}, assets: [],
    },
  ]);
});

/** An assembly with one stack, with these files beside and in the place of its own. */
function oneStack(files: { readonly [path: string]: unknown } = {}): void {
  writeFiles(directory, { 'manifest.json': { artifacts: { Logs: stack('t.json') } }, 't.json': { Resources: {} }, ...files });
}

test.each<[string, { [path: string]: unknown }, string]>([
  ['no manifest', {}, 'manifest.json can\'t be read as a part of a cloud assembly: ENOENT'],
  ['a manifest that isn\'t JSON', { 'manifest.json': '{' }, 'manifest.json can\'t be read as a part of a cloud assembly: '],
  ['a manifest that is a list', { 'manifest.json': [] }, 'manifest.json can\'t be read as a part of a cloud assembly: it holds no JSON object; synthesize the app again'],
  ['a manifest that is cut short', { 'manifest.json': '{"artifacts": {"Logs": {"type": "aws:cl' }, 'manifest.json can\'t be read as a part of a cloud assembly: '],
  ['a manifest whose artifacts are a list', { 'manifest.json': { artifacts: [] } }, 'its `artifacts` must be an object of objects; give the folder that `cdk synth` writes'],
  ['a manifest with an artifact that is nothing', { 'manifest.json': { artifacts: { Logs: null } } }, 'its `artifacts` must be an object of objects; give the folder'],
  ['a stack without a template', { 'manifest.json': { artifacts: { Logs: { type: 'aws:cloudformation:stack' } } } }, 'the assembly\'s artifact `Logs` has no `templateFile`'],
  ['no template where the manifest says', { 'manifest.json': { artifacts: { Logs: stack('gone.json') } } }, 'gone.json can\'t be read as a part of a cloud assembly: ENOENT'],
  ['a template that isn\'t JSON', { 't.json': 'Resources:\n' }, 't.json can\'t be read as a part of a cloud assembly: '],
  ['a template whose resources are a list', { 't.json': { Resources: [] } }, 't.json can\'t be read as a part of a cloud assembly: the template has no `Resources`'],
  ['a resource without a type', { 't.json': { Resources: { A: {} } } }, 't.json can\'t be read as a part of a cloud assembly: the resource `A` has no `Type`'],
  ['properties that are a text', { 't.json': { Resources: { A: { Type: 'B', Properties: 'x' } } } }, 'the `Properties` of the resource `A` are no object; synthesize the app again'],
  ['an output that is nothing', { 't.json': { Resources: {}, Outputs: { A: null } } }, 't.json can\'t be read as a part of a cloud assembly: the output `A` is no object'],
  ['parameters that are a list', { 't.json': { Resources: {}, Parameters: [] } }, '`Parameters` is no object'],
  ['a loop of resources', { 't.json': { Resources: { 'Fn::ForEach::All': [] } } }, '`Fn::ForEach::All` makes resources in a way that isn\'t played here'],
  ['a template elsewhere', { 'manifest.json': { artifacts: { Logs: stack('../../etc/passwd') } } }, 'passwd can\'t be read as a part of a cloud assembly: '],
  ['no stage where the manifest says', { 'manifest.json': { artifacts: { Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'gone' } } } } }, 'gone can\'t be read as a part'],
])('refuses an assembly with %s', (what, files, message) => {
  if (what === 'no manifest') writeFiles(directory, {});
  else oneStack(files);
  expect(() => readCloudAssembly(directory)).toThrow(message);
});

test.each(['manifest.json', 't.json'])('refuses an assembly whose %s is a named pipe, of which the bytes may never come', (name) => {
  oneStack();
  rmSync(join(directory, name));
  execFileSync('mkfifo', [join(directory, name)]);
  expect(() => readCloudAssembly(directory)).toThrow(`${join(directory, name)} can't be read as a part of a cloud assembly: it is no file`);
});

test('says which folder is wanted instead of one that isn\'t there', () => {
  expect(() => readCloudAssembly(join(directory, 'gone'))).toThrow('give the folder that `cdk synth` writes, such as cdk.out');
});

test.each(['manifest.json', 't.json', 'stage'])('refuses an assembly whose %s is a link that leads out of it', (name) => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  try {
    writeFiles(elsewhere, { 'manifest.json': { artifacts: {} }, 't.json': { Resources: {} }, 'stage/manifest.json': {} });
    oneStack({ 'manifest.json': { artifacts: { Logs: stack('t.json'), Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } } } } });
    rmSync(join(directory, name), { recursive: true, force: true });
    symlinkSync(join(elsewhere, name), join(directory, name));
    expect(() => readCloudAssembly(directory)).toThrow(`${name} can't be read as a part of a cloud assembly: it leads out of ${directory}, to `);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

test('reads an assembly through a link to it, and links within it', () => {
  oneStack({ 'cdk.out/manifest.json': { artifacts: { Logs: stack('link.json') } }, 'cdk.out/t.json': { Resources: {} } });
  symlinkSync('t.json', join(directory, 'cdk.out', 'link.json'));
  symlinkSync('cdk.out', join(directory, 'current'));
  expect(readCloudAssembly(join(directory, 'current'))).toMatchObject([{ name: 'Logs' }]);
});
