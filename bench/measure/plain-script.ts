import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

/**
 * A script in TypeScript, with what it imports of the bench, as one file of JavaScript: for a process whose memory is
 * measured, or that nothing but Node.js may slow down. What is published stays where it is.
 */
export function plainScript(script: string): string {
  // under node_modules, so that packages are found and git doesn't see it
  const outfile = join(ROOT, 'node_modules', '.cache', 'bench', `${basename(script, '.ts')}.js`);
  const published = ['lib', 'local/lib', 'assets'].map((folder) => join(ROOT, folder));
  buildSync({
    entryPoints: [script],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    external: published.flatMap((folder) => [folder, `${folder}/*`]),
    logLevel: 'error',
  });
  return outfile;
}
