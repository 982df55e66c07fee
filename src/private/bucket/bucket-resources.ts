import { Stack, type CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Dependable, type IConstruct, type IDependable } from 'constructs';
import { isSameBucket } from './single-bucket';
import { referencesIn } from '../references';
import { referredToBy, resourcesUnder } from '../waits';

/**
 * What of a bucket construct a job depends on: not its notifications, for they often name a function that wants to know of
 * the job, which would close a circle.
 */
const PARTS = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Custom::S3AutoDeleteObjects'];

/**
 * The resources that make up some buckets, of the stack and of those that it is nested in, for a job to depend on: it shall
 * not run before a bucket's policy is in place, nor still be writing its report while the bucket is emptied. Looked for when
 * the template is written, because a bucket's policy often comes after the job.
 */
export function bucketResources(stack: Stack, buckets: readonly s3refs.IBucketRef[]): IDependable {
  const dependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots(): IConstruct[] {
      return [...partsIn(stack, buckets), ...stacksAround(stack).flatMap((outer) => partsBefore(stack, partsIn(outer, buckets)))];
    },
  });
  return dependable;
}

function stacksAround({ nestedStackParent }: Stack): Stack[] {
  return nestedStackParent === undefined ? [] : [nestedStackParent, ...stacksAround(nestedStackParent)];
}

/** Parts of an outer stack, none if any knows something of the nested one, such as a policy that lets in the job's role: it comes after. */
function partsBefore(nested: Stack, parts: readonly CfnResource[]): readonly CfnResource[] {
  const inside = [...referredToBy(parts)].some((resource) => resource === nested.nestedStackResource || isIn(nested, Stack.of(resource)));
  return inside ? [] : parts;
}

function isIn(outer: Stack, stack: Stack): boolean {
  return stack === outer || stacksAround(stack).includes(outer);
}

function partsIn(stack: Stack, buckets: readonly s3refs.IBucketRef[]): CfnResource[] {
  const all = bucketsAndPolicies(stack).filter((resource) => Stack.of(resource) === stack);
  const known = [...buckets, ...all.filter((resource) => s3.CfnBucket.isCfnBucket(resource)).flatMap((resource) => constructsOf(resource, buckets))];
  const parts = known.flatMap((bucket) => resourcesUnder(bucket)).filter(({ cfnResourceType }) => PARTS.includes(cfnResourceType));
  return [...new Set([...parts, ...policiesOf(stack, all, known), ...parts.flatMap((part) => replicationPolicies(part))])]
    .filter((resource) => Stack.of(resource) === stack);
}

/** Under a stack, but for its roles, of which a stack of many jobs consists for the most part: each job asks. */
function bucketsAndPolicies(construct: IConstruct, found: CfnResource[] = []): CfnResource[] {
  for (const child of construct.node.children.filter((each) => !iam.Role.isRole(each))) {
    if (s3.CfnBucket.isCfnBucket(child) || child instanceof s3.CfnBucketPolicy) {
      found.push(child);
    }
    bucketsAndPolicies(child, found);
  }
  return found;
}

/** The constructs of a bucket that some buckets were imported as by their names. */
function constructsOf(resource: s3.CfnBucket, buckets: readonly s3refs.IBucketRef[]): s3refs.IBucketRef[] {
  const { scope } = resource.node;
  const bucket = scope instanceof s3.Bucket ? scope : resource;
  return !buckets.includes(bucket) && buckets.some((other) => isSameBucket(other, resource)) ? [bucket] : [];
}

/** Policies of the buckets, wherever in the stack they were made: an L1 bucket's or an imported one's isn't part of it. */
function policiesOf(stack: Stack, resources: readonly CfnResource[], buckets: readonly s3refs.IBucketRef[]): CfnResource[] {
  const policies = resources.filter((resource) => resource instanceof s3.CfnBucketPolicy);
  const nameOf = (bucket: string) => JSON.stringify(stack.resolve(bucket));
  const names = policies.length > 0 ? buckets.map(({ bucketRef }) => nameOf(bucketRef.bucketName)) : [];
  return policies.filter((policy) => names.includes(nameOf(policy.bucket)));
}

/** What the role of a bucket's replication rules may do: without it S3 replicates nothing. */
function replicationPolicies(bucket: CfnResource): CfnResource[] {
  if (!s3.CfnBucket.isCfnBucket(bucket) || bucket.replicationConfiguration === undefined) {
    return [];
  }
  return referencesIn(bucket.replicationConfiguration, bucket)
    .filter((target) => target instanceof iam.CfnRole)
    .flatMap(({ node: { scope } }) => (iam.Role.isRole(scope) ? resourcesUnder(scope) : []))
    .filter((resource) => resource instanceof iam.CfnPolicy);
}
