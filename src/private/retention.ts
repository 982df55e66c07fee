import { AspectPriority, Aspects, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Ahead of the aspects of users, `RemovalPolicies` above all, which have the last word. */
const PRIORITY = AspectPriority.MUTATING - 1;

/**
 * Keeps a job, and the role that it runs as with every policy that comes to be added to the role; but nothing that was made
 * by a deployment that failed. If the job is said to go after all, the role follows it.
 */
export function retain(job: CfnResource, ownRole: iam.IRole | undefined): void {
  job.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  if (ownRole !== undefined) {
    const visit = (node: IConstruct) => (CfnResource.isCfnResource(node) ? follow(node, job) : undefined);
    Aspects.of(ownRole).add({ visit }, { priority: PRIORITY });
  }
}

function follow(resource: CfnResource, job: CfnResource): void {
  resource.cfnOptions.deletionPolicy = job.cfnOptions.deletionPolicy;
  resource.cfnOptions.updateReplacePolicy = job.cfnOptions.updateReplacePolicy;
}
