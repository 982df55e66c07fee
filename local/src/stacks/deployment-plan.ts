import type { AssemblyDeployment } from './assembly-deployment';
import { BucketFilling } from './bucket-filling';
import { jobsNamed, leftOutBeside, leftOutByPlace, leftOutWarning } from './job-choice';
import type { DeploymentExtras } from './stack-services';
import type { StackArtifact } from '../assembly/cloud-assembly';
import { type DeclaredResource, declaredResources } from '../assembly/declared-resource';

/** What a deployment does beside what its templates say. */
export interface DeploymentPlan {
  readonly extras: DeploymentExtras;
  /** Known before it begins. */
  readonly warnings: readonly string[];
  /** Once all stacks are deployed: what was asked for, and had nothing to be done with. */
  unmet(): readonly string[];
}

/** Reads what a deployment of these stacks is to be like; an error says what can't be, before anything has begun. */
export async function planDeployment(
  artifacts: readonly StackArtifact[], { stacks, stage, jobs, objects = [] }: Pick<AssemblyDeployment, 'stacks' | 'stage' | 'jobs' | 'objects'>,
): Promise<DeploymentPlan> {
  const chosen = jobs === undefined ? undefined : jobsNamed(jobs, artifacts);
  const parts = chosen ? leftOutBeside(chosen, artifacts, stacks) : [];
  const leftOut = leftOutByPlace(parts);
  const isThere = ({ use: { place }, logicalId }: DeclaredResource) => stacks.has(place, logicalId);
  const resources = objects.length === 0 ? [] : artifacts.flatMap(declaredResources)
    .filter(({ use: { place }, logicalId }) => !leftOut.get(place)?.Resources.has(logicalId));
  const filling = await BucketFilling.of(objects, resources, isThere, stage);
  return {
    extras: { leftOut, onBucket: (place, logicalId, bucket) => filling.fill(place, logicalId, bucket) },
    warnings: [leftOutWarning(parts) ?? []].flat(),
    unmet: () => [
      ...filling.unused.map(({ path, source }) => `nothing was filled with ${source}: the bucket ${path} has a condition that doesn't hold`),
      ...(chosen ?? []).filter((job) => !isThere(job)).map(({ path }) => `the job ${path} wasn't played: it has a condition that doesn't hold`),
    ],
  };
}
