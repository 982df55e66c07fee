import { mkdir } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { reportKeys } from './digest/report-place';
import type { Cloud } from '../cloud/cloud';
import type { JobDescriptor } from '../engine/job-descriptor';
import { bucketNameOf } from '../store/resource-arn';

/** Copies the completion report of a job out of its bucket: `<folder>/<bucket>/<key>`. Returns the files; none where there is no report. */
export async function saveReport(cloud: Pick<Cloud, 'listKeys' | 'saveObject'>, job: JobDescriptor, folder: string): Promise<string[]> {
  const keys = await reportKeys(cloud, job);
  const files: string[] = [];
  for (const key of keys) {
    const bucket = bucketNameOf(job.Report.Bucket!);
    const file = fileFor(folder, bucket, key);
    await mkdir(dirname(file), { recursive: true });
    await cloud.saveObject(bucket, key, file);
    files.push(file);
  }
  return files;
}

/** A report's prefix is what its job's author likes: `..` in it leads nowhere else. */
function fileFor(folder: string, bucket: string, key: string): string {
  const root = resolve(folder);
  const file = resolve(root, bucket, key);
  if (!file.startsWith(root + sep)) throw new Error(`the report ${key} of the bucket ${bucket} isn't copied: its key leads out of ${folder}`);
  return file;
}
