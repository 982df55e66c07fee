import { Stack, Token } from 'aws-cdk-lib';
import type { EncryptionKey } from '../bucket/encryption-keys';
import { keyArnOf } from '../bucket/encryption-keys';
import { isInReach, referencesIn } from '../references';

/** Where a key is, and which construct it is. */
export interface KeyPlace {
  readonly path: string;
  readonly account: string;
  readonly region: string;
}

/**
 * What a policy in `stack` says for a key: its ARN, and where no reference reaches that, all keys of the key's account and
 * Region. The CDK's own grants say `*` there.
 */
export function keyResource(key: EncryptionKey, stack: Stack): string {
  const place = placeOutOfReach(key, stack);
  return place === undefined ? keyArnOf(key) : stack.formatArn({
    service: 'kms', region: orAny(place.region), account: orAny(place.account), resource: 'key', resourceName: '*',
  });
}

/** Where a key is whose ARN can't be had in `stack`, because another account or Region makes it; undefined: it can be had. */
export function placeOutOfReach(key: EncryptionKey, stack: Stack): KeyPlace | undefined {
  const maker = referencesIn(keyArnOf(key), stack).find((target) => !isInReach(target, stack));
  if (maker === undefined) {
    return undefined;
  }
  const { account, region } = typeof key === 'string' ? Stack.of(maker) : key.env;
  return { path: typeof key === 'string' ? maker.node.path : key.node.path, account, region };
}

function orAny(place: string): string {
  return Token.isUnresolved(place) ? '*' : place;
}
