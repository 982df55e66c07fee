import { contentTypeOf } from './content-type';
import type { DeclaredDeployment, Destination } from './declared-deployment';
import { pathFilter } from './filters';
import type { SourceFile } from './source-files';
import type { ListedObject, ObjectStore } from '../../store/object-store';

/** Uploads files, and deletes what is there beside them if that is asked, as the AWS CLI's `s3 sync` does. */
export async function synchronize(
  s3: ObjectStore, files: ReadonlyMap<string, SourceFile>, { destination, exclude, include, prune, upload }: DeclaredDeployment,
): Promise<void> {
  const { bucket } = destination;
  const folder = folderOf(destination);
  const counts = pathFilter(exclude, include);
  const present = await listed(s3, destination);
  for (const [path, file] of files) {
    if (!counts(path) || isThere(file, present.get(path))) continue;
    const contentType = contentTypeOf(path);
    const metadata = { ...(contentType !== undefined && { 'content-type': contentType }), ...upload.metadata };
    await s3.putObject({ ...upload, metadata, bucket, key: folder + path, body: file.body });
  }
  if (!prune) return;
  for (const [path, { size }] of present) {
    const isFolder = size === 0 && path.endsWith('/');
    if (counts(path) && !files.has(path) && !isFolder) await s3.deleteObject({ bucket, key: folder + path });
  }
}

/** Deletes what is under the prefix, as the AWS CLI's `s3 rm --recursive` does. */
export async function removeAll(s3: ObjectStore, destination: Destination): Promise<void> {
  const folder = folderOf(destination);
  for (const path of (await listed(s3, destination)).keys()) await s3.deleteObject({ bucket: destination.bucket, key: folder + path });
}

/** What the AWS CLI takes for a folder ends with a slash. */
function folderOf({ prefix }: Destination): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** The objects there are, by their paths in the folder. */
async function listed(s3: ObjectStore, destination: Destination): Promise<Map<string, ListedObject>> {
  const prefix = folderOf(destination);
  const found = new Map<string, ListedObject>();
  let startAfter: string | undefined;
  do {
    const page = await s3.listObjectsV2({ bucket: destination.bucket, prefix, startAfter });
    for (const object of page.objects) found.set(object.key.slice(prefix.length), object);
    startAfter = page.nextStartAfter;
  } while (startAfter !== undefined);
  return found;
}

/** Files that were unpacked are always newer than what is there. */
function isThere({ size, lastModified }: SourceFile, present: ListedObject | undefined): boolean {
  return present !== undefined && lastModified !== undefined && present.size === size && present.lastModified >= lastModified;
}
