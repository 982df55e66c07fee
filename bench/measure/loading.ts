import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureInChild } from './child';
import { plainScript } from './plain-script';
import { inTemporaryFolder } from './temporary-folder';

/** How long modules take to load, one after the other, into a process of their own. Node.js has run no other code there, but the disk is warm. */
export async function secondsToLoad(paths: readonly string[]): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    const list = join(folder, 'paths.json');
    writeFileSync(list, JSON.stringify(paths));
    const script = plainScript(join(__dirname, 'load.child.ts'));
    return (await measureInChild<{ seconds: number }>(script, { args: [list], typescript: false })).seconds;
  });
}
