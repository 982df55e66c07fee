import { createHash } from 'node:crypto';
import type { KeyDirectory } from '../../store/key-directory';
import type { ResourceProvider } from '../resource-provider';

/** AWS::KMS::Key: its id and its ARN. Its policy isn't evaluated, and nothing is really encrypted with it. */
export function keyProvider(keys: KeyDirectory): ResourceProvider<undefined> {
  return {
    read: () => undefined,
    create: async (_declared, { newName }) => {
      const id = keyIdFrom(newName(128));
      return { physicalId: id, attributes: { Arn: keys.addKey(id), KeyId: id } };
    },
    update: async (_declared, current) => current,
    delete: async ({ attributes }) => keys.removeKey(String(attributes!.Arn)),
  };
}

/** A key's id as KMS makes them up, a UUID. */
function keyIdFrom(name: string): string {
  return createHash('sha256').update(name).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
