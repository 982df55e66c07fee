import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from 'aws-cdk-lib/package.json';

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const apps = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
  .map(({ name }) => name);

/** aws-cdk-lib does so from 2.262.0 on. */
const validates = Number(version.split('.')[1]) >= 262;

/** A feature flag of the releases of aws-cdk-lib that hold templates against CloudFormation's schemas; without it they only warn. */
const REFUSES_WHAT_IS_INVALID = '@aws-cdk/core:validateAgainstDefaultRules';

const ENVIRONMENT = {
  ...process.env,
  TSX_TSCONFIG_PATH: join(EXAMPLES, 'tsconfig.json'),
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  // other tests may go without it, for it takes a second
  CDK_VALIDATION: 'true',
};

/** What `cdk synth` makes of an example, as a user runs it. */
function synthesize(name: string): Record<string, unknown> {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    execFileSync(process.execPath, [
      join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', '--output', outdir, '--no-version-reporting',
      '--app', `${process.execPath} --import tsx examples/${name}/app.ts`, '--context', `${REFUSES_WHAT_IS_INVALID}=true`,
    ], { cwd: ROOT, stdio: 'pipe', env: ENVIRONMENT });
    const [template] = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
    return JSON.parse(readFileSync(join(outdir, template), 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Without the hash of an asset, which is of its bytes, and the handler's change with every change of it; and the newest Node.js that the CDK knows. */
function lasting(template: object): object {
  return JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<asset hash>').replace(/"nodejs\d+\.x"/g, '"<runtime>"'));
}

/** A stack whose function has a timeout that is no number. */
const INVALID = `
  const { App, Stack } = require('aws-cdk-lib');
  const { CfnFunction } = require('aws-cdk-lib/aws-lambda');
  const stack = new Stack(new App(), 'Invalid');
  new CfnFunction(stack, 'Function', { code: { zipFile: '' }, role: 'arn:aws:iam::111122223333:role/any' }).addPropertyOverride('Timeout', 'long');
  stack.node.root.synth();
`;

test.each(apps)('%s synthesizes', (name) => {
  expect(lasting(synthesize(name))).toMatchSnapshot();
});

test(`aws-cdk-lib ${version} ${validates ? 'refuses' : 'doesn\'t look into'} a template that is invalid, as it would one of these`, () => {
  const { status, stderr } = spawnSync(process.execPath, ['-e', INVALID], {
    cwd: ROOT, encoding: 'utf8', env: { ...ENVIRONMENT, CDK_CONTEXT_JSON: JSON.stringify({ [REFUSES_WHAT_IS_INVALID]: true }) },
  });

  expect(status).toBe(validates ? 1 : 0);
  expect(stderr.includes('\'long\' is not of type \'integer\'')).toBe(validates);
});
