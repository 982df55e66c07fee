import { Stack, type CfnResource } from 'aws-cdk-lib';
import { HandlerPolicies } from '../handler/handler-policies';
import { JobResource } from '../job-resource';
import { circlesOf, resourcesUnder, toldToWaitFor } from '../waits';

/**
 * Circles that a stack's jobs are part of. The CDK writes them without a word, and CloudFormation then refuses the template.
 * Only once the app is prepared.
 */
export function circleProblems(stack: Stack): string[] {
  const resources = resourcesUnder(stack).filter((resource) => Stack.of(resource) === stack);
  const awaited = new Set(resources.flatMap((resource) => toldToWaitFor(resource)));
  // to go from every job to all that it waits for takes longer than to see that nothing waits for it
  const [circle] = circlesOf(resources.filter((resource) => resource instanceof JobResource && (resource.isReferable || awaited.has(resource))));
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
