import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Deployment, Sharing, Size } from './deployment';
import type { Synthesis } from './synthesis';
import { report } from '../measure/child';
import { inTemporaryFolder } from '../measure/temporary-folder';
import { timed } from '../measure/timed';

const STACK = 'Stack';
/** A stack of more resources than CloudFormation takes is measured too. */
const CONTEXT = { ...recommendedFlags, '@aws-cdk/core:stackResourceLimit': 0 };

/** Synthesizes one stack and reports what came of it. The process has its size as arguments: `<jobs> <sharing>`. */
export async function reportSynthesis(deploy: Deployment): Promise<void> {
  const [, , jobs, sharing] = process.argv;
  const size: Size = { jobs: Number(jobs), sharing: sharing as Sharing };
  // the CDK loads its modules when they are first used
  await inTemporaryFolder(async (folder) => synthesize(folder, deploy, { ...size, jobs: 1 }));
  await inTemporaryFolder(async (folder) => {
    const seconds = await timed(() => synthesize(folder, deploy, size));
    report({ seconds, ...sizesOf(folder) } satisfies Synthesis);
  });
}

function synthesize(outdir: string, deploy: Deployment, size: Size): void {
  const app = new App({ outdir, context: CONTEXT, analyticsReporting: false });
  deploy(new Stack(app, STACK), size);
  app.synth();
}

function sizesOf(assembly: string): Omit<Synthesis, 'seconds'> {
  const template = JSON.parse(readFileSync(join(assembly, `${STACK}.template.json`), 'utf8'));
  const assets = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((path) => path.startsWith('asset.'));
  return {
    resources: Object.keys(template.Resources).length,
    templateBytes: Buffer.byteLength(JSON.stringify(template)),
    assetBytes: assets.map((path) => statSync(join(assembly, path))).filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0),
  };
}
