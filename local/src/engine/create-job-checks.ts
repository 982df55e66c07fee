import type { RunSurroundings } from './job-context';
import { badRequest } from './service-error';
import { quotesHint } from '../manifest/manifest-error';
import type { CreateJobRequest, ManifestRequest } from '../model/job-request';
import { authorize } from '../policy/authorize';
import type { Principal } from '../policy/principals';
import { bucketNameOf, objectOfArn } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';

type Account = Pick<RunSurroundings, 'store' | 'principals' | 'unknowns'>;

/**
 * Refuses a job that would only fail, as far as CreateJob does that: which isn't known, and chosen. Error and text are ours.
 * Nothing is asked in the role's name, which has no part in this call.
 */
export async function refuseUnusable(request: CreateJobRequest, account: Account): Promise<void> {
  const role = account.principals.byArn(request.RoleArn);
  const problem = roleProblem(request, role) ?? bucketProblem(request, account) ?? await manifestProblem(request.Manifest, role!, account);
  if (problem && account.unknowns.createJobChecks === 'yes') throw badRequest(problem);
  if (!problem && request.Manifest) await refuseChanged(request.Manifest, account);
}

function roleProblem({ RoleArn }: CreateJobRequest, role: Principal | undefined): string | undefined {
  return role ? undefined : `the role ${RoleArn} can't be assumed`;
}

function bucketProblem({ Report, ManifestGenerator }: CreateJobRequest, { store }: Account): string | undefined {
  const generator = ManifestGenerator?.S3JobManifestGenerator;
  const arns = [Report.Enabled ? Report.Bucket : undefined, generator?.SourceBucket, generator?.ManifestOutputLocation?.Bucket];
  const missing = arns.find((arn) => arn !== undefined && !store.hasBucket(bucketNameOf(arn)));
  return missing && `there is no bucket ${missing}`;
}

async function manifestProblem(manifest: ManifestRequest | undefined, role: Principal, { store }: Account): Promise<string | undefined> {
  if (!manifest) return undefined;
  const { ObjectArn, ObjectVersionId } = manifest.Location;
  const action = ObjectVersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  if (authorize(role, action, ObjectArn) === 'denied') return `the role ${role.arn} may not read the manifest ${ObjectArn}`;
  return store.asOwner().headObject({ ...objectOfArn(ObjectArn), versionId: ObjectVersionId }).then(() => undefined, (error: unknown) => {
    if (error instanceof S3Error) return `the manifest ${ObjectArn} can't be read: ${error.code}`;
    throw error;
  });
}

async function refuseChanged({ Location: { ObjectArn, ObjectVersionId, ETag } }: ManifestRequest, { store, unknowns }: Account): Promise<void> {
  const { etag } = await store.asOwner().headObject({ ...objectOfArn(ObjectArn), versionId: ObjectVersionId });
  if (etag !== ETag && unknowns.changedManifest === 'CreateJob is refused') {
    throw badRequest(`the manifest ${ObjectArn} has the ETag ${etag}, the request says ${ETag}${quotesHint(etag, ETag)}`);
  }
}
