import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { JsonElements } from './json-elements';
import { LISTING_MEMBERS } from './listing';
import { pathProblem } from './path-problem';
import { readableFile } from './readable';

/** Where objects come from: a folder, the JSON of a listing, or an inventory's manifest.json. */
export interface Source {
  readonly kind: 'folder' | 'listing' | 'inventory';
  readonly path: string;
}

/** What whoever gives a path that is none can do. */
const WHAT_SOURCES_ARE = 'give a folder, a listing in JSON or an inventory\'s manifest.json';

/** What a path leads to, as far as its beginning tells; refuses what is no source. */
export async function sourceOf(path: string): Promise<Source> {
  const found = await stat(path).catch((error: unknown) => {
    throw pathProblem(path, WHAT_SOURCES_ARE, error);
  });
  if (found.isDirectory()) return { kind: 'folder', path };
  await readableFile(path, 'let this user read it, or give another source', () => `${path} is neither a folder nor a file; ${WHAT_SOURCES_ARE}`);
  return { kind: await kindOf(path), path };
}

async function kindOf(path: string): Promise<'listing' | 'inventory'> {
  const elements = new JsonElements(path);
  // leaving the loop closes the file: of a listing its first object is enough
  for await (const { member } of elements.of(createReadStream(path))) {
    const kind = kindWith([member]);
    if (kind) return kind;
  }
  const names = typeof elements.rest === 'object' && elements.rest !== null ? Object.keys(elements.rest) : [];
  const kind = kindWith(names);
  if (kind) return kind;
  throw new Error(`${path} is no source of objects: a folder is one, a listing in JSON (it has ${LISTING_MEMBERS.join(', ')}) `
    + `and an inventory's manifest.json (it has files, fileSchema); it has: ${names.join(', ') || 'no members'}`);
}

function kindWith(members: readonly string[]): 'listing' | 'inventory' | undefined {
  if (members.some((member) => LISTING_MEMBERS.includes(member))) return 'listing';
  return members.includes('files') ? 'inventory' : undefined;
}
