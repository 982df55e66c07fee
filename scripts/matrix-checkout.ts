import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { CdkEnd, NodeMajor } from './matrix-corners';
import type { CornerResult } from './matrix-document';

/** What differs from one end of the CDK to the other. */
const CDK_PACKAGES = ['aws-cdk-lib', 'constructs'];

const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  CI: 'true',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  // a second for each synthesis; the test of it switches it on for itself
  CDK_VALIDATION: 'false',
};

/** What of jest's results is looked at. */
interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** A copy of a checkout's files, with one end of the CDK installed. */
export class MatrixCheckout {
  /** Copies what git knows, and what it would if it were added; installs, and builds. */
  static create(root: string, cdk: CdkEnd): MatrixCheckout {
    const checkout = new MatrixCheckout(mkdtempSync(join(tmpdir(), `matrix-${cdk}-`)));
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
    // not what git still knows of a deleted file, nor links, such as a node_modules that lies elsewhere and that `npm ci` would empty
    files.split('\0').filter((file) => lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile())
      .forEach((file) => cpSync(join(root, file), join(checkout.folder, file)));
    checkout.run('npm', 'ci');
    if (cdk === 'newest') checkout.run('npm', 'install', '--no-save', ...CDK_PACKAGES.map((name) => `${name}@latest`));
    checkout.run('npx', 'projen', 'pre-compile');
    checkout.run('npx', 'projen', 'compile');
    return checkout;
  }

  private constructor(private readonly folder: string) {}

  /** Runs all tests with a release of Node.js. */
  test(node: NodeMajor, jestArgs: readonly string[]): Omit<CornerResult, 'corner' | 'date'> {
    // by itself, for an npx that the tests run would ask for the package of the npx around it
    const [executable, version] = JSON.parse(this.read('npx', '--yes', '-p', `node@${node}`, 'node', '-p', 'JSON.stringify([process.execPath, process.versions.node])'));
    const output = join(this.folder, 'test-reports', `jest-${node}.json`);
    // a machine that is busy with much else isn't what is tested here
    const jest = [join('node_modules', 'jest', 'bin', 'jest.js'), '--coverage=false', '--testTimeout=300000', '--json', `--outputFile=${output}`, ...jestArgs];
    const env = { ...ENVIRONMENT, PATH: [dirname(executable), ENVIRONMENT.PATH].join(delimiter) };
    spawnSync(executable, jest, { cwd: this.folder, stdio: ['ignore', 'ignore', 'inherit'], env });
    const results: JestResults = JSON.parse(readFileSync(output, 'utf8'));
    const [awsCdkLib, constructs] = CDK_PACKAGES.map((name) => this.installedVersion(name));
    return {
      awsCdkLib,
      constructs,
      node: version,
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests,
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private installedVersion(name: string): string {
    return JSON.parse(readFileSync(join(this.folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  }

  private read(command: string, ...args: string[]): string {
    return execFileSync(command, args, { cwd: this.folder, encoding: 'utf8', env: ENVIRONMENT });
  }

  private run(command: string, ...args: string[]): void {
    execFileSync(command, args, { cwd: this.folder, stdio: ['ignore', 'inherit', 'inherit'], env: ENVIRONMENT });
  }
}
