/** Loads modules into a process that has none, and reports how long that took: `load.child.ts <file with a list of paths>`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { report } from './child';

const requireModule = createRequire(__filename);

async function load(paths: readonly string[]): Promise<number> {
  const start = performance.now();
  for (const path of paths) {
    if (path.endsWith('.mjs')) {
      await import(path);
    } else {
      requireModule(path);
    }
  }
  return (performance.now() - start) / 1000;
}

void load(JSON.parse(readFileSync(process.argv[2], 'utf8'))).then((seconds) => report({ seconds }));
