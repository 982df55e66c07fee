import { setImmediate as nextTurn } from 'node:timers/promises';
import { prefixOf, selectorOf } from './filter';
import { eligibilityTest } from './replication-filter';
import { TaskList } from './task-list';
import type { ManifestGeneratorRequest } from '../model/job-request';
import type { JobContext } from '../operations/executor';
import { requirePermissions } from '../operations/service-permissions';
import type { ListedVersion, ListVersionsRequest, ObjectStore } from '../store/object-store';
import { bucketNameOf } from '../store/resource-arn';

type Generator = ManifestGeneratorRequest['S3JobManifestGenerator'];

/**
 * What a filter selects, as S3 lists it in its own name; the job's role only has to be allowed to set up an inventory
 * of the source bucket. S3 User Guide, "Granting permissions for Batch Operations". Fails with an `S3Error`.
 */
export async function selectedTasks({ SourceBucket, ExpectedBucketOwner, Filter = {} }: Generator, job: JobContext): Promise<TaskList> {
  const bucket = bucketNameOf(SourceBucket);
  requirePermissions('generatedManifest', { bucket: SourceBucket }, job);
  const source = { bucket, expectedBucketOwner: ExpectedBucketOwner };
  const { status } = await job.service.getBucketVersioning(source);
  const isSelected = selectorOf(Filter);
  const isEligible = await eligibilityTest(Filter, source, job);
  const list = new TaskList();
  for await (const version of listVersions(job.service, { ...source, prefix: prefixOf(Filter) })) {
    if (!isListed(version, job) || !isSelected(version) || !await isEligible(version)) continue;
    list.add({ bucket, key: version.key, ...(status === 'Enabled' && { versionId: version.versionId }) });
  }
  return list;
}

function isListed({ isLatest }: ListedVersion, { unknowns }: JobContext): boolean {
  return isLatest || unknowns.generatedVersions === 'all';
}

async function* listVersions(store: ObjectStore, request: ListVersionsRequest): AsyncGenerator<ListedVersion> {
  let keyMarker: string | undefined;
  do {
    const page = await store.listObjectVersions({ ...request, keyMarker });
    yield* page.versions;
    keyMarker = page.nextKeyMarker;
    // a page takes no time, and whoever polls the job wants a turn
    await nextTurn();
  } while (keyMarker !== undefined);
}
