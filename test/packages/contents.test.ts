import { readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { preProcessFile } from 'typescript';
import { newFolder, pack, ROOT, unpack, type Packed, type PackageJson } from './packed';

const KB = 1000;

/** A path of this machine, wherever it isn't the end of a relative one. */
const LOCAL_PATH = new RegExp(`(?<![\\w.])${ROOT.replace(/\W/g, '\\$&')}\\b`);

describe.each([
  {
    name: 'cdk-s3-batch-operations',
    packageFolder: '.',
    // a fresh app has to fetch it
    budget: 1000 * KB,
    topLevel: ['.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'assets', 'lib', 'package.json'],
    inside: [/^lib\/[\w/-]+\.(js|d\.ts)$/, /^assets\/handler\/[\w-]+\.mjs$/, /^assets\/THIRD_PARTY_LICENSES$/],
    needed: ['lib/index.js', 'lib/index.d.ts', 'assets/handler/index.mjs', 'assets/THIRD_PARTY_LICENSES'],
    lent: [],
  },
  {
    name: 's3-batch-operations-local',
    packageFolder: 'local',
    budget: 500 * KB,
    topLevel: ['LICENSE', 'README.md', 'bin', 'lib', 'package.json'],
    inside: [/^lib\/[\w/-]+\.(js|d\.ts|json)$/, /^bin\/s3-batch-operations-local\.js$/],
    needed: ['lib/index.js', 'lib/index.d.ts', 'lib/command/main.js', 'bin/s3-batch-operations-local.js'],
    // to functions, which don't bring along what Lambda's runtime has
    lent: ['@aws-sdk/client-s3'],
  },
])('the package $name', ({ name, packageFolder, budget, topLevel, inside, needed, lent }) => {
  const folder = newFolder();
  let packed: Packed;
  let packageJson: PackageJson;
  beforeAll(() => {
    packed = pack(folder, packageFolder);
    packageJson = unpack(packed, join(folder, 'package'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const textOf = (path: string) => readFileSync(join(folder, 'package', path), 'utf8');
  const codeIn = (extension: string) => packed.paths.filter((path) => /^(lib|bin)\//.test(path) && path.endsWith(extension));

  test('holds what it should, and nothing else', () => {
    expect([...new Set(packed.paths.map((path) => path.split('/')[0]))]).toEqual(topLevel);
    expect(packed.paths.filter((path) => path.includes('/') && !inside.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(packed.paths.filter((path) => /(^|[/.-])(test|spec|fixture|snap)s?\b/.test(path))).toEqual([]);
    expect(packed.paths).toEqual(expect.arrayContaining(needed));
  });

  test(`has at most ${budget} bytes`, () => {
    expect(packageJson.name).toBe(name);
    expect(packed.size).toBeLessThanOrEqual(budget);
  });

  test('names no path of the machine that it was built on, in its source maps neither', () => {
    expect(packed.paths.filter((path) => LOCAL_PATH.test(textOf(path)) || LOCAL_PATH.test(sourceMapOf(textOf(path))))).toEqual([]);
  });

  test('imports what it says that it needs, and needs no more', async () => {
    const imported = [
      ...await importsOfCode(codeIn('.js').map((path) => join(folder, 'package', path))),
      ...codeIn('.d.ts').flatMap((path) => importsOfTypes(textOf(path))),
    ];

    const packages = new Set([...imported.filter((module) => !isBuiltin(module)).map(packageOf), ...lent]);
    expect([...packages].sort()).toEqual(Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies }).sort());
  });
});

test('the licenses of what is bundled go with the constructs', () => {
  const licenses = readFileSync(join(ROOT, 'assets', 'THIRD_PARTY_LICENSES'), 'utf8');

  for (const name of ['@aws-sdk/client-s3-control', '@smithy/core', 'bowser']) {
    const { version, license } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
    expect(licenses).toContain(`\n${name} ${version} (${license})\n`);
  }
  expect(licenses).toContain('Apache License');
  expect(licenses).toContain('Permission is hereby granted, free of charge');
});

/** What a compiled file has at its end, with the source in it. */
function sourceMapOf(text: string): string {
  return Buffer.from(/\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(text)?.[1] ?? '', 'base64').toString();
}

/** Modules outside the package that declarations of types import. */
function importsOfTypes(declarations: string): string[] {
  return preProcessFile(declarations, true, true).importedFiles.map(({ fileName }) => fileName).filter((module) => !module.startsWith('.'));
}

/** Modules outside the package that its code imports, as esbuild reads it: names in texts are none. */
async function importsOfCode(files: string[]): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: files, bundle: true, write: false, metafile: true, logLevel: 'silent', platform: 'node', packages: 'external', outdir: tmpdir(),
  });
  return Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));
}

function packageOf(module: string): string {
  return module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');
}
