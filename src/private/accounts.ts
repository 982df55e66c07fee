import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { resourceOfBucket } from './bucket/bucket-encryption';
import { isOnBucket, isOnFunction, isOnKey, type Permission } from './role/permission';
import { bucketOfAnotherAccount, functionOfAnotherAccount, policyOfAnotherAccountsKey, type Warning } from './warnings';

/**
 * Warns of what is known to be of another account than the job, and can't be made to let the job's role in from here: a
 * role's own permission doesn't reach there.
 */
export function accountWarnings(job: IConstruct, permissions: readonly Permission[]): Warning[] {
  const { account } = Stack.of(job);
  const isForeign = ({ env }: lambda.IFunction | s3refs.IBucketRef | kms.IKey) => (
    Token.compareStrings(env.account, account) === TokenComparison.DIFFERENT
  );
  const functions = permissions.filter(isOnFunction).map(({ invoked }) => invoked).filter(isForeign);
  const foreign = permissions.filter(isOnBucket).filter(({ bucket }) => resourceOfBucket(bucket) === undefined && isForeign(bucket));
  const keys = permissions.filter(isOnKey).flatMap(({ key, actions }) => (typeof key === 'string' ? [] : [{ key, actions }]));
  return [
    ...functions.map(({ node, env }) => functionOfAnotherAccount(node.path, env.account)),
    ...[...new Set(foreign.map(({ bucket }) => bucket))].map((bucket) => bucketOfAnotherAccount(
      bucket.node.path, bucket.env.account, foreign.filter((permission) => permission.bucket === bucket).flatMap(({ actions }) => actions),
    )),
    ...keys.filter(({ key }) => isForeign(key) && key.node.defaultChild === undefined)
      .map(({ key: { node, env }, actions }) => policyOfAnotherAccountsKey(node.path, env.account, actions)),
  ];
}
