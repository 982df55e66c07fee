import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder, pack, ROOT, unpack, type PackageJson } from './packed';

const APP = `
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, JobManifest, ManifestFilter, WaitFor } from 'cdk-s3-batch-operations';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Fresh');
new BatchJob(stack, 'Tag', {
  operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
  manifest: JobManifest.generate(new Bucket(stack, 'Files', { bucketName: 'fresh-files' }), { filter: ManifestFilter.allObjects() }),
  waitFor: WaitFor.completed(),
});
app.synth();
`;

/**
 * Makes an empty folder in which a package is installed from its tarball, and what that one says it needs. The latter are links to this checkout's
 * packages, which find their own needs here: what the package finds by itself is what it has named.
 */
function install(packageFolder: string): { readonly folder: string; readonly packageJson: PackageJson } {
  const folder = newFolder();
  const packed = pack(folder, packageFolder);
  const unpacked = join(folder, 'unpacked');
  const packageJson = unpack(packed, unpacked);
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  execFileSync('mv', [unpacked, join(modules, packageJson.name)]);
  const needed = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });
  for (const name of needed) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  const dependencies = Object.fromEntries([packageJson.name, ...needed].map((name) => [name, '*']));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'fresh', private: true, dependencies }));
  return { folder, packageJson };
}

const run = (folder: string, command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, CDK_VALIDATION: 'false' } });

describe('in an empty folder', () => {
  const app = install('.');
  const tool = install('local');
  afterAll(() => [app, tool].forEach(({ folder }) => rmSync(folder, { recursive: true })));

  const assembly = join(app.folder, 'cdk.out');
  const command = join(tool.folder, 'node_modules', tool.packageJson.name, 'bin', 's3-batch-operations-local.js');

  test('npm takes what each package needs for installed, and for the right versions', () => {
    expect(() => run(app.folder, 'npm', 'ls')).not.toThrow();
    expect(() => run(tool.folder, 'npm', 'ls')).not.toThrow();
  });

  test('the constructs need aws-cdk-lib and constructs alone, and synthesize a job with its handler', () => {
    expect(readdirSync(join(app.folder, 'node_modules')).sort()).toEqual(['aws-cdk-lib', 'cdk-s3-batch-operations', 'constructs']);
    writeFileSync(join(app.folder, 'app.mjs'), APP);

    run(app.folder, process.execPath, 'app.mjs');

    const { Resources } = JSON.parse(readFileSync(join(assembly, 'Fresh.template.json'), 'utf8')) as { Resources: Record<string, { Type: string }> };
    expect(Object.values(Resources).map(({ Type }) => Type)).toContain('Custom::S3BatchJob');
    const handlers = readdirSync(assembly).filter((name) => name.startsWith('asset.')).map((name) => readdirSync(join(assembly, name)));
    expect(handlers).toEqual([readdirSync(join(ROOT, 'assets', 'handler'))]);
  });

  test('the command tells what it does', () => {
    expect(run(tool.folder, process.execPath, command, '--help')).toMatch(/^Usage: s3-batch-operations-local COMMAND\n/);
    expect(run(tool.folder, process.execPath, command, '--version').trim()).toBe(tool.packageJson.version);
  });

  test('the command runs the job of the fresh app', () => {
    const files = join(tool.folder, 'files');
    mkdirSync(files);
    ['a', 'b', 'c'].forEach((name) => writeFileSync(join(files, name), name));

    run(tool.folder, process.execPath, command, 'run', assembly, '--objects', 'fresh-files=files', '--clock-factor', '50', '--json', 'digest.json');

    const { stacks, jobs } = JSON.parse(readFileSync(join(tool.folder, 'digest.json'), 'utf8'));
    expect(stacks).toEqual([expect.objectContaining({ name: 'Fresh', status: 'CREATE_COMPLETE' })]);
    expect(jobs).toEqual([expect.objectContaining({ status: 'Complete' })]);
  });
});
