import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { OperationBinding, Selection } from './binding';
import { areKnownToDiffer } from './places';

/**
 * Buckets that are known to be of another Region than the one the job has to run in: a copy's target, and else the
 * objects'. S3 lists no bucket of another Region, whatever the operation.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html
 */
export function regionProblems({ objects, source }: Selection, { regionOf }: OperationBinding, scope: IConstruct): string[] {
  const ofObjects = objects.map(({ bucket }) => ({ path: 'manifest', bucket }));
  const decisive = regionOf === undefined ? ofObjects : [regionOf, ...(source === 'generated' ? ofObjects : [])];
  const { region } = Stack.of(scope);
  return decisive
    .filter(({ bucket }) => areKnownToDiffer(bucket.env.region, region))
    .map(({ path, bucket }) => (
      `\`${path}\` is a bucket in ${bucket.env.region}, and S3 works on it only from a job there: declare the job in a stack `
      + `with that Region, got: a stack in ${Token.isUnresolved(region) ? 'a Region known at deployment' : region}`
    ));
}
