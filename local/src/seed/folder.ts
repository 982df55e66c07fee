import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { absentBytes, NO_BYTES } from './absent-body';
import { filesIn, type FolderFile } from './folder-files';
import { inPlace } from './in-place';
import { linesIn } from './lines';
import { type ObjectLine, objectLineIn } from './object-line';
import { readableFile } from './readable';
import type { SeedOptions } from './seed-options';
import { type NamedVersion, StagedVersions } from './staged-versions';

/** What is wanted as metadata. */
const METADATA = 'give a file of JSON lines that this user may read as `metadata`';

/**
 * The files of a folder as objects. Of each object that has lines in the metadata, these are its versions, the oldest
 * first; every other file is the one version of its object, unless it has the bytes of another's.
 */
export async function stagedFolder(folder: string, { exclude = [], metadata }: SeedOptions): Promise<StagedVersions> {
  const staged = new StagedVersions(folder, 'oldest first');
  if (metadata !== undefined) await readableFile(metadata, METADATA, () => `${metadata} is no file; ${METADATA}`);
  const files = await allFiles(folder, exclude, metadata);
  const used = new Set<string>();
  const described = new Set<string>();
  for await (const line of metadata === undefined ? [] : objectLines(metadata)) {
    inPlace(line.place, () => staged.add(versionOf(line.said, files, used, metadata!)));
    described.add(line.said.key);
  }
  for (const { key, body, lastModified } of files.values()) {
    if (used.has(key)) continue;
    if (described.has(key)) throw new Error(`the file ${key} of ${folder} isn't used: all lines of ${metadata} with its key have a \`size\` or another \`file\``);
    staged.add({ key, object: { body, lastModified } });
  }
  return staged;
}

async function allFiles(folder: string, exclude: readonly string[], metadata: string | undefined): Promise<ReadonlyMap<string, FolderFile>> {
  const files = new Map<string, FolderFile>();
  const itself = metadata === undefined ? undefined : await realpath(metadata);
  for await (const file of filesIn(await realpath(folder), new Set(exclude))) {
    if (file.path !== itself) files.set(file.key, file);
  }
  return files;
}

async function* objectLines(metadata: string): AsyncGenerator<{ readonly place: string; readonly said: ObjectLine }> {
  for await (const { number, text } of linesIn(createReadStream(metadata))) {
    const place = `${metadata}, line ${number}`;
    if (text.trim() !== '') yield { place, said: inPlace(place, () => objectLineIn(JSON.parse(text))) };
  }
}

function versionOf(
  { key, file, size, isDeleteMarker, ...said }: ObjectLine, files: ReadonlyMap<string, FolderFile>, used: Set<string>, metadata: string,
): NamedVersion {
  if (isDeleteMarker) return { key, isDeleteMarker, object: { body: NO_BYTES, ...said } };
  if (size !== undefined) return { key, object: { body: absentBytes(key, size, said.etag, metadata), ...said } };
  const path = file ?? key;
  const found = files.get(path);
  if (!found) throw new Error(`the folder has no file ${path}; of an object without bytes the line says its \`size\``);
  used.add(path);
  return { key, object: { body: found.body, lastModified: found.lastModified, ...said } };
}
