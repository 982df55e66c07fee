import { Stack, type CfnResource } from 'aws-cdk-lib';
import { HandlerPolicies } from '../handler/handler-policies';
import { circlesOf, resourcesUnder } from '../waits';

/** The custom resource that a job is. */
export const JOB_TYPE = 'Custom::S3BatchJob';

/**
 * Circles that a stack's jobs are part of. The CDK writes them without a word, and CloudFormation then refuses the template.
 * Only once the app is prepared.
 */
export function circleProblems(stack: Stack): string[] {
  const jobs = resourcesUnder(stack).filter((resource) => resource.cfnResourceType === JOB_TYPE && Stack.of(resource) === stack);
  const [circle] = circlesOf(jobs);
  return circle === undefined ? [] : [
    'resources of the stack must not wait for one another in a circle, which CloudFormation refuses, and a job waits for its role and the handler with all '
    + `that they may do and for its buckets; ${wayOut(circle)}, got: ${circle.map(({ node }) => node.path).join(' → ')}`,
  ];
}

function wayOut(circle: readonly CfnResource[]): string {
  return circle.some(({ node }) => node.scopes.some((scope) => scope instanceof HandlerPolicies))
    ? 'give manifests their `etag`, which the handler then needn\'t look up, or move some of the jobs to another stack'
    : 'let none of these wait for the job, give each job a role of its own, or move what waits for the job to another stack';
}
