import type { JobContext } from '../operations/executor';
import { isUnderKms } from '../operations/replicate-object-rules';
import { requirePermissions } from '../operations/service-permissions';
import type { ObjectRequest } from '../store/object-store';
import { objectArn } from '../store/resource-arn';

/** What a file of a generated manifest takes beside the call that writes it: the ACL is for an owner who isn't the writer. */
export function requireSharing(file: ObjectRequest, job: JobContext): void {
  const { stored, environment: { account, partition } } = job;
  if (stored.accountOf(file) === account || stored.enforcesOwner(file)) return;
  requirePermissions('generatedManifestOfOtherAccount', { target: objectArn(partition, file) }, job);
}

/**
 * Reads a file of a generated manifest in the role's name, as far as what it takes is shown by it: S3 reads the list that
 * it has written. S3 User Guide, "Granting permissions for Batch Operations".
 */
export async function requireReading(file: ObjectRequest, { store, service, require, unknowns, environment }: JobContext): Promise<void> {
  const { encryption } = await service.headObject(file);
  if (isUnderKms(encryption) && unknowns.generatedManifestKms === 'GenerateDataKey') {
    require(file.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', objectArn(environment.partition, file));
  } else {
    (await store.getObject(file)).body.destroy();
  }
}
