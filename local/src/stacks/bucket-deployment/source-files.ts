import { realpath } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { DeclaredDeployment, DeploymentSource } from './declared-deployment';
import { withoutMarkers } from './markers';
import { unzipped } from './zip-file';
import type { Principal } from '../../policy/principals';
import { filesIn } from '../../seed/folder-files';
import type { MemoryStore } from '../../store/memory-store';
import type { LazyBody } from '../../store/object-body';
import { objectArn } from '../../store/resource-arn';
import { S3Error } from '../../store/s3-error';

/** A file that is to become an object. */
export interface SourceFile {
  readonly body: Buffer | LazyBody;
  readonly size: number;
  /** Of one that wasn't unpacked. */
  readonly lastModified?: Date;
}

/** Where sources are read, and by whom. */
export interface SourceReader {
  readonly store: MemoryStore;
  readonly principal: Principal;
  readonly partition: string;
}

/** The files of all sources, by path; of several with the same path the last one counts. */
export async function filesOf({ sources, extract }: DeclaredDeployment, reader: SourceReader): Promise<ReadonlyMap<string, SourceFile>> {
  const files = new Map<string, SourceFile>();
  for (const source of sources) {
    if (!extract) files.set(source.key.split('/').pop()!, await wholeFile(source, reader));
    else for await (const [path, bytes] of unpacked(source, reader)) files.set(path, await withValues(bytes, source));
  }
  return files;
}

async function wholeFile(source: DeploymentSource, { store, principal }: SourceReader): Promise<SourceFile> {
  if ('value' in source.folder) throw new Error(`\`Extract\` is false, and the zip file of the folder ${source.folder.value} isn't made here; give a file`);
  const { body, lastModified } = await readFrom(source, async ({ bucket, key }) => store.as(principal).getObject({ bucket, key }));
  return { ...fileWith(await buffer(body)), lastModified };
}

/** The files of a source: of the folder that its zip file would have been made of, or else of the zip file. */
async function* unpacked(source: DeploymentSource, { store, principal, partition }: SourceReader): AsyncGenerator<[string, Buffer | LazyBody]> {
  if ('value' in source.folder) {
    store.requirePermission(principal, 's3:GetObject', objectArn(partition, source));
    for await (const { key, body } of filesIn(await realpath(source.folder.value), new Set())) yield [key, body];
    return;
  }
  const { body } = await readFrom(source, async ({ bucket, key }) => store.as(principal).getObject({ bucket, key }));
  yield* unzipped(await buffer(body), `${source.bucket}/${source.key}`);
}

/** What isn't there may be an asset that the assembly lacks. */
async function readFrom<Answer>(source: DeploymentSource, read: (source: DeploymentSource) => Promise<Answer>): Promise<Answer> {
  try {
    return await read(source);
  } catch (error) {
    if (!(error instanceof S3Error && error.status === 404 && 'problem' in source.folder)) throw error;
    throw new Error(`${error.message} (${source.bucket}/${source.key}; ${source.folder.problem})`, { cause: error });
  }
}

async function withValues(body: Buffer | LazyBody, source: DeploymentSource): Promise<SourceFile> {
  if (Object.keys(source.markers).length === 0) return fileWith(body);
  return fileWith(withoutMarkers(Buffer.isBuffer(body) ? body : await buffer(body.open()), source));
}

function fileWith(body: Buffer | LazyBody): SourceFile {
  return { body, size: Buffer.isBuffer(body) ? body.length : body.size };
}
