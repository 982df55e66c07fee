import { Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { resourceOfBucket } from './bucket/bucket-encryption';
import { areKnownToDiffer } from './places';
import { placeOutOfReach, type KeyPlace } from './role/key-resource';
import { isOnBucket, isOnFunction, isOnKey, type Permission } from './role/permission';
import { bucketOfAnotherAccount, functionOfAnotherAccount, keyOutOfReach, policyOfAnotherAccountsKey, type Warning } from './warnings';

/**
 * Warns of what is known to be of another account than the job, and can't be made to let a role in from here: the role's own
 * permission doesn't reach there.
 * @param handlerRole the role, unless it is the job's
 */
export function accountWarnings(job: IConstruct, permissions: readonly Permission[], handlerRole?: iam.IRole): Warning[] {
  const { account } = Stack.of(job);
  const whom = handlerRole && `the role of the jobs' handler (${handlerRole.node.path}, the \`role\` of BatchJobHandler.getOrCreate)`;
  const isForeign = ({ env }: lambda.IFunction | s3refs.IBucketRef | kms.IKey) => (
    areKnownToDiffer(env.account, account)
  );
  const functions = permissions.filter(isOnFunction).map(({ invoked }) => invoked).filter(isForeign);
  const foreign = permissions.filter(isOnBucket).filter(({ bucket }) => resourceOfBucket(bucket) === undefined && isForeign(bucket));
  const keys = permissions.filter(isOnKey).flatMap(({ key, actions }) => (typeof key === 'string' ? [] : [{ key, actions }]));
  return [
    ...functions.map(({ node, env }) => functionOfAnotherAccount(node.path, env.account)),
    ...[...new Set(foreign.map(({ bucket }) => bucket))].map((bucket) => bucketOfAnotherAccount(
      bucket.node.path, bucket.env.account, foreign.filter((permission) => permission.bucket === bucket).flatMap(({ actions }) => actions), whom,
    )),
    ...keys.filter(({ key }) => isForeign(key) && key.node.defaultChild === undefined)
      .map(({ key: { node, env }, actions }) => policyOfAnotherAccountsKey(node.path, env.account, actions, whom)),
  ];
}

/** Warns of keys that the policies of a role, which stand in `stack`, can't name, so that they allow more. */
export function keyWarnings(permissions: readonly Permission[], role: iam.IRole, stack: Stack): Warning[] {
  return permissions.filter(isOnKey).flatMap(({ key, actions }) => {
    const place = placeOutOfReach(key, stack);
    return place === undefined ? [] : [keyOutOfReach(place.path, keysOf(place), role.node.path, actions)];
  });
}

function keysOf({ account, region }: KeyPlace): string {
  const known = (place: string, words: string) => (Token.isUnresolved(place) ? '' : ` ${words} ${place}`);
  return `every key${known(account, 'of account')}${known(region, 'in')}`;
}
