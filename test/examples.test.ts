import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const apps = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
  .map(({ name }) => name);

/** What `cdk synth` makes of an example, as a user runs it. */
function synthesize(name: string): Record<string, unknown> {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    execFileSync(process.execPath, [
      join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', '--output', outdir,
      '--app', `${process.execPath} --import tsx examples/${name}/app.ts`,
    ], { cwd: ROOT, stdio: 'pipe', env: { ...process.env, TSX_TSCONFIG_PATH: join(EXAMPLES, 'tsconfig.json'), CDK_DISABLE_CLI_TELEMETRY: 'true' } });
    const [template] = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
    return JSON.parse(readFileSync(join(outdir, template), 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The hash of an asset is of its bytes, and the handler's change with every change of it. */
function withoutHashes(template: object): object {
  return JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<asset hash>'));
}

test.each(apps)('%s synthesizes', (name) => {
  expect(withoutHashes(synthesize(name))).toMatchSnapshot();
});
