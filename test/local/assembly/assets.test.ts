import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssetFile, assetFolder, assetTemplate, readAssetFiles } from '../../../local/src/assembly/assets';
import { writeFiles } from '../write-files';

let directory: string;
let assets: AssetFile[];

const to = (objectKey: string) => ({ 'current_account-current_region': { bucketName: 'assets-${AWS::Region}', objectKey } });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFiles(directory, {
    'assets.json': {
      files: {
        abc: { source: { path: 'asset.abc', packaging: 'zip' }, destinations: to('abc.zip') },
        gone: { source: { path: 'asset.gone', packaging: 'zip' }, destinations: to('gone.zip') },
        out: { source: { path: 'asset.out', packaging: 'zip' }, destinations: to('out.zip') },
        up: { source: { path: '..', packaging: 'zip' }, destinations: to('up.zip') },
        def: { source: { path: 'data.csv', packaging: 'file' }, destinations: to('def.csv') },
        nested: { source: { path: 'nested.template.json', packaging: 'file' }, destinations: to('prefix/nested.json') },
        built: { source: { executable: ['make'] }, destinations: to('built.zip') },
      },
    },
    'asset.abc/index.js': '',
    'nested.template.json': { Resources: {} },
  });
  symlinkSync(tmpdir(), join(directory, 'asset.out'));
  assets = readAssetFiles(directory, directory, 'assets.json');
});

afterEach(() => rmSync(directory, { recursive: true }));

test('finds the folder of an asset by its key in the bucket', () => {
  expect(assetFolder(assets, 'abc.zip')).toBe(join(directory, 'asset.abc'));
});

test.each([
  ['that is a file', 'def.csv', 'data.csv is a file, and only folders are run here'],
  ['that a command would make', 'built.zip', 'the assembly has no asset with the key built.zip'],
  ['that isn\'t there', 'gone.zip', 'asset.gone can\'t be read as a part of a cloud assembly: ENOENT'],
  ['that a link has elsewhere', 'out.zip', 'asset.out can\'t be read as a part of a cloud assembly: it leads out of '],
  ['that is elsewhere', 'up.zip', ' with its assets staged, and without links in their place'],
])('refuses to run an asset %s', (_what, key, message) => {
  expect(() => assetFolder(assets, key)).toThrow(message);
});

// S3 User Guide, "Virtual hosting of general purpose buckets": both ways to write the address
test.each(['https://s3.us-east-1.amazonaws.com/assets-us-east-1/prefix/nested.json', 'https://assets-us-east-1.s3.us-east-1.amazonaws.com/prefix/nested.json'])(
  'finds the template of a nested stack by its address %s', (url) => {
    expect(assetTemplate(assets, url)).toEqual({ Resources: {} });
  });

test.each(['https://s3.amazonaws.com/templates/vpc.json', 'https://s3.us-east-1.amazonaws.com/assets/abc.zip', 'nested.json'])('doesn\'t fetch the template %s', (url) => {
  expect(() => assetTemplate(assets, url)).toThrow(`the assembly has no template for ${url}, and others aren't fetched`);
});
