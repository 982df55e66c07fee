import { stagedFolder } from './folder';
import { stagedInventory } from './inventory';
import { stagedListing } from './listing';
import type { SeedOptions } from './seed-options';
import { type Source, sourceOf } from './source';
import type { StagedVersions } from './staged-versions';
import type { MemoryStore } from '../store/memory-store';
import { type Choices, choose } from '../unknowns';

const OPTIONS_OF_ONE: { readonly [option in 'exclude' | 'metadata' | 'kmsKey']: Source['kind'] } = { exclude: 'folder', metadata: 'folder', kmsKey: 'inventory' };

/**
 * Fills a bucket, which is made if it isn't there, with the objects of a source: a folder, whose files' bytes are read when
 * somebody wants them; or metadata only, of the JSON that `aws s3api list-object-versions` or `list-objects-v2` prints, or
 * of an inventory's manifest.json with its data files. A source that is broken fills nothing. Returns how many versions
 * there were, delete markers among them.
 */
export async function seedBucket(
  store: MemoryStore, bucket: string, path: string, options: SeedOptions = {}, unknowns: Choices = choose(),
): Promise<number> {
  return (await stagedObjects(store, path, options, unknowns)).putInto(store, bucket, options.versioned);
}

/** Reads a source of objects to its end, see {@link seedBucket}; none of it is in a bucket yet. */
export async function stagedObjects(
  store: Pick<MemoryStore, 'keys'>, path: string, options: SeedOptions, unknowns: Choices,
): Promise<StagedVersions> {
  const source = await sourceOf(path);
  for (const [option, kind] of Object.entries(OPTIONS_OF_ONE)) {
    const isSaid = options[option as keyof typeof OPTIONS_OF_ONE] !== undefined;
    if (isSaid && kind !== source.kind) throw new Error(`\`${option}\` is for an object source of the kind ${kind}, and ${path} is of the kind ${source.kind}`);
  }
  if (source.kind === 'folder') return stagedFolder(path, options);
  if (source.kind === 'listing') return stagedListing(path);
  return stagedInventory(path, { unknowns, ...(options.kmsKey !== undefined && { kmsKeyArn: store.keys.arnOf(options.kmsKey) }) });
}
