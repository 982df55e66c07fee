import type { DigestedCloud, DigestedReport } from './run-digest';
import type { JobDescriptor } from '../../engine/job-descriptor';
import { bucketNameOf } from '../../store/resource-arn';
import { noSuchBucket } from '../../store/s3-error';

/** Where a job's completion report is; undefined where the job was to write none. */
export async function reportOf(cloud: Pick<DigestedCloud, 'listKeys'>, job: JobDescriptor, savedTo?: string): Promise<DigestedReport | undefined> {
  if (!job.Report.Enabled) return undefined;
  const bucket = bucketNameOf(job.Report.Bucket!);
  const key = (await reportKeys(cloud, job)).find((candidate) => candidate.endsWith('/manifest.json'));
  return { bucket, ...(key !== undefined && { key }), ...(savedTo !== undefined && { savedTo }) };
}

/** The keys of a job's completion report; none where it has written none, or its bucket is gone. */
export async function reportKeys(cloud: Pick<DigestedCloud, 'listKeys'>, { JobId, Report, ProgressSummary: tasks }: JobDescriptor): Promise<string[]> {
  // without a task that has run there is none, and a bucket may have many keys to list
  if (!Report.Enabled || tasks.NumberOfTasksSucceeded + tasks.NumberOfTasksFailed === 0) return [];
  const keys = await keysIn(cloud, bucketNameOf(Report.Bucket!));
  return keys.filter((key) => `/${key}`.includes(`/job-${JobId}/`));
}

/** A bucket that a stack made goes with it. A cloud of another process tells of its errors by their messages alone. */
async function keysIn(cloud: Pick<DigestedCloud, 'listKeys'>, bucket: string): Promise<string[]> {
  try {
    return await cloud.listKeys(bucket);
  } catch (error) {
    if ((error as Error).message === noSuchBucket().message) return [];
    throw error;
  }
}
