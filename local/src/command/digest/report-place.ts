import type { DigestedCloud, DigestedReport } from './run-digest';
import type { JobDescriptor } from '../../engine/job-descriptor';
import { bucketNameOf } from '../../store/resource-arn';
import { noSuchBucket } from '../../store/s3-error';

/** Where a job's completion report is, if that isn't known already; undefined where the job was to write none. */
export async function reportOf(
  cloud: Pick<DigestedCloud, 'listKeys'>, job: JobDescriptor, known: Omit<DigestedReport, 'bucket'> = {},
): Promise<DigestedReport | undefined> {
  if (!job.Report.Enabled) return undefined;
  const { key = await reportKey(cloud, job), savedTo } = known;
  return { bucket: bucketNameOf(job.Report.Bucket!), ...(key !== undefined && { key }), ...(savedTo !== undefined && { savedTo }) };
}

/** The keys of the manifests of all jobs' reports, by the jobs' ids: while their buckets are there. */
export async function reportsOf(cloud: Pick<DigestedCloud, 'jobs' | 'listKeys'>): Promise<{ [jobId: string]: string }> {
  const found: { [jobId: string]: string } = {};
  for (const job of await cloud.jobs()) {
    const key = await reportKey(cloud, job);
    if (key !== undefined) found[job.JobId] = key;
  }
  return found;
}

async function reportKey(cloud: Pick<DigestedCloud, 'listKeys'>, job: JobDescriptor): Promise<string | undefined> {
  return (await reportKeys(cloud, job)).find((candidate) => candidate.endsWith('/manifest.json'));
}

/** The keys of a job's completion report; none where it has written none, or its bucket is gone. */
export async function reportKeys(cloud: Pick<DigestedCloud, 'listKeys'>, { JobId, Report, ProgressSummary: tasks }: JobDescriptor): Promise<string[]> {
  // without a task that has run there is none, and a bucket may have many keys to list
  if (!Report.Enabled || tasks.NumberOfTasksSucceeded + tasks.NumberOfTasksFailed === 0) return [];
  const folder = `job-${JobId}/`;
  const keys = await keysIn(cloud, bucketNameOf(Report.Bucket!), beginningOf(Report.Prefix, folder));
  return keys.filter((key) => `/${key}`.includes(`/${folder}`));
}

/** What all keys of a report begin with: whether a prefix that ends in a slash gets one more is an open question. */
function beginningOf(prefix: string | undefined, folder: string): string {
  if (prefix === undefined) return folder;
  return prefix.endsWith('/') ? prefix : `${prefix}/${folder}`;
}

/** A bucket that a stack made goes with it. A cloud of another process tells of its errors by their messages alone. */
async function keysIn(cloud: Pick<DigestedCloud, 'listKeys'>, bucket: string, prefix: string): Promise<string[]> {
  try {
    return await cloud.listKeys(bucket, prefix);
  } catch (error) {
    if ((error as Error).message === noSuchBucket(bucket).message) return [];
    throw error;
  }
}
