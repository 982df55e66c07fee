import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assetFolder } from '../../../local/src/assembly/assets';
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
        'Logs': stack('Logs.template.json', { parameters: { Size: 'small' } }),
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      },
    },
    'Logs.template.json': { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
    'assembly-Prod/manifest.json': {
      artifacts: { ProdLogs: { ...stack('x.json', { stackName: 'Prod-Logs' }), environment: 'aws://111122223333/eu-west-1' } },
    },
    'assembly-Prod/x.json': { Resources: {} },
  });

  expect(readCloudAssembly(directory)).toEqual([
    { name: 'Logs', template: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, parameters: { Size: 'small' }, assets: [] },
    { name: 'Prod-Logs', account: '111122223333', region: 'eu-west-1', template: { Resources: {} }, parameters: {}, assets: [] },
  ]);
});

test('finds the folder of an asset by its key in the bucket', () => {
  const destinations = { 'current_account-current_region': { bucketName: 'assets-${AWS::Region}', objectKey: 'abc.zip' } };
  writeFiles(directory, {
    'manifest.json': { artifacts: { 'Logs': stack('t.json'), 'Logs.assets': { type: 'cdk:asset-manifest', properties: { file: 'Logs.assets.json' } } } },
    't.json': { Resources: {} },
    'Logs.assets.json': {
      files: {
        abc: { source: { path: 'asset.abc', packaging: 'zip' }, destinations },
        def: { source: { path: 'data.csv', packaging: 'file' }, destinations: { here: { objectKey: 'def.csv' } } },
        built: { source: { executable: ['make'] }, destinations: { here: { objectKey: 'built.zip' } } },
      },
    },
  });
  const [{ assets }] = readCloudAssembly(directory);

  expect(assetFolder(assets, 'abc.zip')).toBe(join(directory, 'asset.abc'));
  expect(() => assetFolder(assets, 'def.csv')).toThrow(`the asset ${join(directory, 'data.csv')} is a file, and only folders are run here`);
  expect(() => assetFolder(assets, 'built.zip')).toThrow('the assembly has no asset with the key built.zip');
});

test.each([
  ['isn\'t there', {}, 'manifest.json can\'t be read as a part of a cloud assembly: ENOENT'],
  ['isn\'t JSON', { 'manifest.json': '{' }, 'manifest.json can\'t be read as a part of a cloud assembly: '],
  ['names no template', { 'manifest.json': { artifacts: { Logs: { type: 'aws:cloudformation:stack' } } } }, 'the assembly\'s artifact `Logs` has no `templateFile`'],
])('refuses an assembly whose manifest %s', (_what, files, message) => {
  writeFiles(directory, files);
  expect(() => readCloudAssembly(directory)).toThrow(message);
});
