import { prefixOf, selectorOf } from './filter';
import type { Manifest, Task } from './manifest';
import type { ManifestGeneratorRequest } from '../model/job-request';
import type { Principal } from '../policy/principals';
import type { MemoryStore } from '../store/memory-store';
import type { ListedVersion, ListVersionsRequest, ObjectStore } from '../store/object-store';
import { bucketNameOf } from '../store/resource-arn';

type Generator = ManifestGeneratorRequest['S3JobManifestGenerator'];

/**
 * The manifest that S3 makes of what a filter selects. It lists in its own name; the job's role only has to be allowed
 * to set up an inventory of the source bucket. S3 User Guide, "Granting permissions for Batch Operations".
 */
export async function generateManifest(store: MemoryStore, role: Principal, generator: Generator): Promise<Manifest> {
  const bucket = bucketNameOf(generator.SourceBucket);
  store.requireOnBucket(role, 's3:PutInventoryConfiguration', bucket);
  const source = { bucket, expectedBucketOwner: generator.ExpectedBucketOwner };
  const { status } = await store.asOwner().getBucketVersioning(source);
  const filter = generator.Filter ?? {};
  const isSelected = selectorOf(filter);
  const tasks: Task[] = [];
  for await (const version of listVersions(store.asOwner(), { ...source, prefix: prefixOf(filter) })) {
    // which versions S3 lists isn't documented: here it is the current ones, by id where the bucket has versions
    if (!version.isLatest || !isSelected(version)) continue;
    tasks.push({ bucket, key: version.key, ...(status === 'Enabled' && { versionId: version.versionId }) });
  }
  return {
    total: tasks.length,
    async* tasks() { yield* tasks; },
  };
}

async function* listVersions(store: ObjectStore, request: ListVersionsRequest): AsyncGenerator<ListedVersion> {
  let keyMarker: string | undefined;
  do {
    const page = await store.listObjectVersions({ ...request, keyMarker });
    yield* page.versions;
    keyMarker = page.nextKeyMarker;
  } while (keyMarker !== undefined);
}
