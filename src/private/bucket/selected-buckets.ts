import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { Selection } from '../binding';

/** The buckets of the objects that a job works on, each once; without what a manifest with problems has in place of one. */
export function selectedBuckets({ objects }: Selection): s3refs.IBucketRef[] {
  return [...new Set(objects.map(({ bucket }) => bucket).filter((bucket) => Construct.isConstruct(bucket)))];
}
