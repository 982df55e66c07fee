import type { KeyDirectory } from '../../store/key-directory';
import type { ResourceProvider } from '../resource-provider';

interface DeclaredAlias {
  readonly name: string;
  /** Its id or its ARN. */
  readonly key: string;
}

/** AWS::KMS::Alias: another name of a key. */
export function keyAliasProvider(keys: KeyDirectory): ResourceProvider<DeclaredAlias> {
  const make = ({ name, key }: DeclaredAlias) => {
    keys.addAlias(name, key);
    return { physicalId: name, attributes: {} };
  };

  return {
    read: (properties) => ({ name: properties.text('AliasName'), key: properties.text('TargetKeyId') }),
    create: async (declared) => make(declared),
    update: async (declared, { declared: { name } }) => {
      if (declared.name === name) keys.removeAlias(name);
      return make(declared);
    },
    delete: async ({ physicalId }) => keys.removeAlias(physicalId),
  };
}
