import { join } from 'node:path';
import { payloadOf, RunnerFixture } from './runner-fixture';
import { writeFiles } from '../write-files';

const ROOT = join(__dirname, '..', '..', '..');

let fixture: RunnerFixture;

beforeEach(() => {
  fixture = new RunnerFixture();
});

afterEach(() => fixture.close());

/** A package that says where it is, in both kinds of modules; and one that it needs itself. */
function packageAt(folder: string, name: string) {
  return {
    [`${folder}/node_modules/${name}/package.json`]: { name, exports: { import: './index.mjs', require: './index.js' } },
    [`${folder}/node_modules/${name}/index.js`]: `require("@smithy/inner"); exports.from = ${JSON.stringify(folder)};`,
    [`${folder}/node_modules/${name}/index.mjs`]: `import "@smithy/inner"; export const from = ${JSON.stringify(folder)};`,
    [`${folder}/node_modules/@smithy/inner/index.js`]: '',
  };
}

const KINDS = [
  ['require', 'index.js', (name: string) => `const { from } = require('${name}'); exports.handler = async () => from;`],
  ['import', 'index.mjs', (name: string) => `import { from } from '${name}'; export const handler = async () => from;`],
] as const;

/** Runs a function in a folder `code` that asks for this package. */
function ask(file: string, code: string, projectFolder: string) {
  writeFiles(fixture.folder, { [`code/${file}`]: code });
  return fixture.newRunner({ projectFolder: join(fixture.folder, projectFolder) }).invoke(fixture.invocation({ code: { folder: join(fixture.folder, 'code') } }));
}

describe.each(KINDS)('%s of a package of the AWS SDK', (_kind, file, code) => {
  test('finds the one that the code brings along, and tells nothing', async () => {
    writeFiles(fixture.folder, { ...packageAt('code', '@aws-sdk/client-x'), ...packageAt('project', '@aws-sdk/client-x') });
    expect(await payloadOf(ask(file, code('@aws-sdk/client-x'), 'project'))).toBe('code');
    expect(fixture.lent).toEqual([]);
  });

  test.each([
    ['above the code', '.', 'elsewhere'],
    ['in the project', 'project', 'project'],
  ])('finds one %s, and tells of it but not of what it needs itself', async (_where, folder, projectFolder) => {
    writeFiles(fixture.folder, packageAt(folder, '@aws-sdk/client-x'));
    expect(await payloadOf(ask(file, code('@aws-sdk/client-x'), projectFolder))).toBe(folder);
    expect(fixture.lent).toEqual([
      { functionName: 'tagger', packageName: '@aws-sdk/client-x', folder: join(fixture.folder, folder, 'node_modules', '@aws-sdk', 'client-x') },
    ]);
  });

  test('finds ours when the project has none', async () => {
    await ask(file, code('@aws-sdk/client-s3').replace('{ from }', '{ S3Client }').replace('=> from', '=> S3Client.name'), 'elsewhere');
    expect(fixture.lent).toEqual([{ functionName: 'tagger', packageName: '@aws-sdk/client-s3', folder: join(ROOT, 'node_modules', '@aws-sdk', 'client-s3') }]);
  });

  test('says how to have it when there is none', async () => {
    expect(await ask(file, code('@aws-sdk/client-none'), 'project')).toMatchObject({
      outcome: 'threw', error: {
        message: expect.stringContaining(`Cannot find package '@aws-sdk/client-none', which Lambda's runtime has: install it in ${join(fixture.folder, 'project')}, such as by \`npm install --no-save @aws-sdk/client-none\``),
      },
    });
  });

  test('lends nothing but the AWS SDK, as Lambda has nothing else', async () => {
    writeFiles(fixture.folder, packageAt('project', 'lodash'));
    expect(await ask(file, code('lodash'), 'project')).toMatchObject({
      outcome: 'threw', error: { message: expect.stringMatching('Cannot find (module|package) \'lodash\'') },
    });
  });
});

test('a package that the code asks for when it runs is lent too, and told of once', async () => {
  writeFiles(fixture.folder, packageAt('project', '@aws-sdk/client-x'));
  const runner = fixture.newRunner({ projectFolder: join(fixture.folder, 'project') });
  writeFiles(fixture.folder, {
    'code/index.js': 'exports.handler = async () => [require("@aws-sdk/client-x").from, (await import("@aws-sdk/client-x")).from];',
  });
  const invocation = fixture.invocation({ code: { folder: join(fixture.folder, 'code') } });
  const runs = [runner.invoke(invocation), runner.invoke(invocation)];
  expect(await Promise.all(runs.map(payloadOf))).toEqual([['project', 'project'], ['project', 'project']]);
  expect(fixture.lent).toHaveLength(1);
});
