import { manifestFolder } from './generated-keys';
import { requireReading, requireSharing } from './generated-permissions';
import type { InventoryFile } from './inventory-file';
import type { GeneratedManifestDescriptor } from './manifest';
import type { TaskList } from './task-list';
import { zippedRows } from './zipped-rows';
import type { ManifestGeneratorRequest, ManifestOutputRequest } from '../model/job-request';
import type { JobContext } from '../operations/executor';
import type { Encryption } from '../store/object-state';
import type { ObjectRequest, PutObjectRequest } from '../store/object-store';
import { bucketNameOf } from '../store/resource-arn';

/** A list to keep, and where. */
export interface GeneratedList {
  readonly tasks: TaskList;
  readonly generator: ManifestGeneratorRequest['S3JobManifestGenerator'];
  readonly output: ManifestOutputRequest;
}

/**
 * Writes a generated manifest where it is to be kept, in the role's name. Its two files are like an inventory's, so that
 * another job can take them for one: the format of 2021 isn't published. Fails with an `S3Error`.
 */
export async function writeManifest(list: GeneratedList, job: JobContext): Promise<GeneratedManifestDescriptor> {
  const { output } = list;
  const folder = manifestFolder(output, job);
  const { body, md5 } = await zippedRows(list.tasks);
  const data = { key: `${folder}data/${md5}.csv.gz`, size: body.size, MD5checksum: md5 };
  await write(data.key, body, output, job);
  const { etag, object } = await write(`${folder}manifest.json`, Buffer.from(manifestJson(list, data, job)), output, job);
  // the rows are read through manifest.json, which names no versions
  for (const file of [object, { bucket: object.bucket, key: data.key }]) await requireReading(file, job);
  const { key, versionId } = object;
  return {
    Format: output.ManifestFormat,
    Location: { ObjectArn: `${output.Bucket}/${key}`, ETag: etag, ...(versionId !== undefined && { ObjectVersionId: versionId }) },
  };
}

function manifestJson({ tasks, generator, output }: GeneratedList, file: InventoryFile, { now }: JobContext): string {
  return JSON.stringify({
    sourceBucket: bucketNameOf(generator.SourceBucket),
    destinationBucket: output.Bucket,
    version: '2016-11-30',
    creationTimestamp: String(now().getTime()),
    fileFormat: 'CSV',
    fileSchema: tasks.namesVersions ? 'Bucket, Key, VersionId' : 'Bucket, Key',
    files: [file],
  });
}

async function write(
  key: string, body: PutObjectRequest['body'], output: ManifestOutputRequest, job: JobContext,
): Promise<{ etag: string; object: ObjectRequest }> {
  const object = { bucket: bucketNameOf(output.Bucket), key };
  const expectedBucketOwner = output.ExpectedManifestBucketOwner;
  requireSharing({ ...object, expectedBucketOwner }, job);
  const { etag, versionId } = await job.store.putObject({ ...object, body, expectedBucketOwner, encryption: encryptionOf(output) });
  return { etag, object: { ...object, versionId } };
}

/** Undefined where the bucket's own default applies. */
function encryptionOf({ ManifestEncryption }: ManifestOutputRequest): Encryption | undefined {
  if (!ManifestEncryption?.SSEKMS) return ManifestEncryption && { type: 'SSE-S3' };
  return { type: 'SSE-KMS', keyArn: ManifestEncryption.SSEKMS.KeyId };
}
