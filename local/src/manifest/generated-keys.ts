import type { ManifestOutputRequest } from '../model/job-request';
import type { JobContext } from '../operations/executor';
import { folderOf } from '../report/report-keys';

/** The folder of a job's generated manifest, with a slash at its end. */
export function manifestFolder({ ManifestPrefix }: ManifestOutputRequest, { jobId, unknowns, now }: JobContext): string {
  const prefix = folderOf(ManifestPrefix, unknowns);
  switch (unknowns.generatedManifestKey) {
    case 'under the job\'s id': return `${prefix}job-${jobId}/`;
    // as inventories have it: 2016-11-06T21-32Z. S3 User Guide, "Locating your inventory list"
    case 'under the date': return `${prefix}${now().toISOString().slice(0, 16).replace(':', '-')}Z/`;
  }
}
