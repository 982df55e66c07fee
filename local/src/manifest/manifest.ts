import { encodeKey } from './key-encoding';
import type { ManifestOutputRequest, ManifestRequest } from '../model/job-request';

/** One object that a job works on. */
export interface Task {
  readonly bucket: string;
  /** As the object has it, not encoded. */
  readonly key: string;
  /** The key as the manifest spells it, where somebody wrote the manifest; default: as we would. */
  readonly encodedKey?: string;
  /** Only where the manifest names versions; empty where it should and doesn't. */
  readonly versionId?: string;
}

/** The objects of a job, settled once: objects that come and go while it runs change nothing. */
export interface Manifest {
  readonly total: number;
  /** Where the list is kept, of a generated manifest that is to be. */
  readonly generated?: GeneratedManifestDescriptor;
  /** Every task once. */
  tasks(): TaskPieces;
}

/** Tasks in their order, as many at once as are at hand: to wait for each of a million takes its time. */
export type TaskPieces = AsyncGenerator<Iterable<Task>>;

/** Where a generated manifest was written, in the API's members. */
export interface GeneratedManifestDescriptor {
  readonly Format: ManifestOutputRequest['ManifestFormat'];
  readonly Location: ManifestRequest['Location'];
}

/** The key of a task's object in the spelling of manifests, reports and invocations. */
export function encodedKeyOf({ key, encodedKey }: Task): string {
  return encodedKey ?? encodeKey(key);
}
