import { Aspects, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * Keeps a job, and the role that it runs as with every policy that comes to be added to the role; but nothing that was made
 * by a deployment that failed.
 */
export function retain(job: CfnResource, ownRole: iam.IRole | undefined): void {
  keep(job);
  if (ownRole !== undefined) {
    Aspects.of(ownRole).add({ visit: (node: IConstruct) => (CfnResource.isCfnResource(node) ? keep(node) : undefined) });
  }
}

function keep(resource: CfnResource): void {
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
