import { unknownReplication } from './manifest-error';
import type { ManifestFilterRequest } from '../model/job-request';
import type { JobContext } from '../operations/executor';
import { rulesFor } from '../operations/replicate-object-rules';
import { requirePermissions } from '../operations/service-permissions';
import type { ReplicationConfiguration } from '../store/object-state';
import type { BucketRequest, ListedVersion, Tag } from '../store/object-store';
import { bucketArn } from '../store/resource-arn';

type Test = (version: ListedVersion) => Promise<boolean>;

/** The eligibility for replication, by the configuration of the objects' bucket, as a test of one version. */
export async function eligibilityTest({ EligibleForReplication }: ManifestFilterRequest, source: BucketRequest, job: JobContext): Promise<Test> {
  if (!isFiltered(EligibleForReplication, job)) return async () => true;
  const configuration = await configurationOf(source, job);
  const hasTags = configuration.rules.some(({ tags = [] }) => tags.length > 0);
  return async (version) => {
    const tags = hasTags ? await tagsOf(version, source, job) : [];
    return rulesFor({ ...version, tags }, configuration).length > 0 === EligibleForReplication;
  };
}

function isFiltered(eligible: boolean | undefined, { unknowns }: JobContext): boolean {
  return eligible === true || (eligible === false && unknowns.notEligibleForReplication === 'objects that are not eligible');
}

async function configurationOf(source: BucketRequest, job: JobContext): Promise<ReplicationConfiguration> {
  requirePermissions('generatedReplicationManifest', { bucket: bucketArn(job.environment.partition, source.bucket) }, job);
  if (job.stored.isUndescribed(source)) throw unknownReplication(source.bucket);
  return job.service.getBucketReplication(source);
}

async function tagsOf({ key, versionId }: ListedVersion, source: BucketRequest, { service }: JobContext): Promise<readonly Tag[]> {
  return (await service.getObjectTagging({ ...source, key, versionId })).tagSet;
}
