import { Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { Selection } from '../binding';
import { selectedBuckets } from '../bucket/selected-buckets';
import { areKnownToDiffer } from '../places';
import { placeOutOfReach } from '../role/key-resource';
import { keyOfAnotherAccount, type Warning } from '../warnings';

/**
 * Refuses a key that is known to be of another Region than the job and so than what it encrypts, for S3 encrypts with none, or
 * whose ARN the job can't be told.
 * @param encrypted what of the job's Region it encrypts
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyRegionProblems(path: string, key: kms.IKey, scope: IConstruct, encrypted = 'objects'): string[] {
  const { region } = Stack.of(scope);
  return areKnownToDiffer(key.env?.region ?? region, region)
    ? [`\`${path}\` must be a key of the Region of the ${encrypted} and the job, which is ${region}, got: a key in ${key.env.region}`]
    : keyReachProblems(path, key, scope);
}

/** Refuses a key that is known to be of another Region than the bucket of the manifest, or whose ARN the job can't be told. */
export function outputKeyProblems(path: string, key: kms.IKey, { env: { region } }: s3refs.IBucketRef, scope: IConstruct): string[] {
  return areKnownToDiffer(key.env?.region ?? region, region)
    ? [`\`${path}\` must be a key of the Region of \`manifest.output.bucket\`, which is ${region}; say that of an imported bucket in `
      + `Bucket.fromBucketAttributes, got: a key in ${key.env.region}`]
    : keyReachProblems(path, key, scope);
}

/** Refuses a key whose ARN the job can't be told, because a stack makes it that no reference of the job's reaches. */
export function keyReachProblems(path: string, key: kms.IKey, scope: IConstruct): string[] {
  const place = placeOutOfReach(key, Stack.of(scope));
  return place === undefined ? [] : [
    `\`${path}\` must be a key that the job's stack can refer to, and no reference crosses accounts or Regions; use Key.fromKeyArn with the key's ARN, `
    + `got: ${place.path} of another stack`,
  ];
}

/** Warns of a key that is known to be of another account than a bucket under whose objects it comes. */
export function foreignKeyWarnings(key: kms.IKey, selection: Selection): Warning[] {
  return selectedBuckets(selection)
    .filter((bucket) => areKnownToDiffer(bucket.env.account, key.env.account))
    .map((bucket) => keyOfAnotherAccount(key.node.path, key.env.account, bucket.node.path, bucket.env.account));
}
