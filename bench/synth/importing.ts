import { join } from 'node:path';
import { measureInChild } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { secondsToLoad } from '../measure/loading';
import { plainScript } from '../measure/plain-script';

/** In how many seconds modules were loaded, by which. */
export interface ImportSeconds {
  /** The library's, as far as its `index.js` reaches. */
  readonly library: readonly number[];
  /** Those of its peers that it takes to declare a job. */
  readonly peers: readonly number[];
  readonly both: readonly number[];
}

const LIBRARY = join(process.cwd(), 'lib', 'index.js');

/** Loads the library and what it uses, each time into a process of its own. */
export async function measureImports(rounds: number): Promise<ImportSeconds> {
  const { modules } = await measureInChild<{ modules: string[] }>(plainScript(join(__dirname, 'modules.child.ts')), { typescript: false });
  return interleaved(rounds, {
    library: () => secondsToLoad([LIBRARY]),
    peers: () => secondsToLoad(modules),
    both: () => secondsToLoad([LIBRARY, ...modules]),
  });
}
