/** Bundles the handler with its SDK clients into assets/handler, and the licenses of what is in it into assets/THIRD_PARTY_LICENSES. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readBundledPackage } from './bundled-package';
import { packageDirectories, thirdPartyLicenses } from './third-party-licenses';

const ROOT = join(__dirname, '..');
const ASSETS = join(ROOT, 'assets');
const HANDLER = join(ASSETS, 'handler');

async function main(): Promise<void> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['lambda/index.ts'],
    outdir: HANDLER,
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    // modules of their own for what is imported lazily: each path loads what it needs, and nothing twice
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    // a function has its credentials in its environment, always; the SDK's usual chain is 100 KB of other places to look
    alias: { '@aws-sdk/credential-provider-node': './lambda/sdk-credentials.ts' },
    metafile: true,
    write: false,
  });
  const directories = packageDirectories(metafile);
  const licenses = thirdPartyLicenses(directories.map((directory) => readBundledPackage(join(ROOT, directory))));

  rmSync(HANDLER, { recursive: true, force: true });
  mkdirSync(HANDLER, { recursive: true });
  outputFiles.forEach(({ path, contents }) => writeFileSync(path, contents));
  writeFileSync(join(ASSETS, 'THIRD_PARTY_LICENSES'), licenses);
  console.log(`assets/handler: ${outputFiles.length} files, ${outputFiles.reduce((sum, { contents }) => sum + contents.length, 0)} bytes of ours and of ${directories.length} packages`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
