import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import type { Selection } from '../binding';
import { selectedBuckets } from '../bucket/selected-buckets';
import { keyOfAnotherAccount, type Warning } from '../warnings';

/**
 * Refuses a key that is known to be of another Region than the job and so than its objects: S3 encrypts with none.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyRegionProblems(path: string, key: kms.IKey, scope: IConstruct): string[] {
  const { region } = Stack.of(scope);
  return areDifferent(key.env.region, region)
    ? [`\`${path}\` must be a key of the Region of the objects and the job, which is ${region}, got: a key in ${key.env.region}`]
    : [];
}

/** Warns of a key that is known to be of another account than a bucket under whose objects it comes. */
export function foreignKeyWarnings(key: kms.IKey, selection: Selection): Warning[] {
  return selectedBuckets(selection)
    .filter((bucket) => areDifferent(bucket.env.account, key.env.account))
    .map((bucket) => keyOfAnotherAccount(key.node.path, key.env.account, bucket.node.path, bucket.env.account));
}

function areDifferent(a: string, b: string): boolean {
  return Token.compareStrings(a, b) === TokenComparison.DIFFERENT;
}
