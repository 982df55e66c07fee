import { bucketConfigurationIn } from './bucket-configuration';
import type { MemoryStore } from '../../store/memory-store';
import type { BucketConfiguration } from '../../store/object-state';
import type { ResourceProvider } from '../resource-provider';

interface DeclaredBucket {
  readonly name?: string;
  readonly configuration: BucketConfiguration;
}

/** AWS::S3::Bucket: its name and what it is like. A bucket that was seeded before is taken over, objects and all. */
export function bucketProvider(store: MemoryStore): ResourceProvider<DeclaredBucket> {
  const inStacks = new Set<string>();

  const make = (name: string, { configuration }: DeclaredBucket): void => {
    if (inStacks.has(name)) throw new Error(`there is a bucket \`${name}\` already`);
    if (store.hasBucket(name)) store.configureBucket(name, configuration);
    else store.createBucket(name, configuration);
    inStacks.add(name);
  };

  return {
    read: (properties) => {
      const name = properties.optionalText('BucketName');
      return { ...(name !== undefined && { name }), configuration: bucketConfigurationIn(properties) };
    },
    create: async (declared, { environment, newName }) => {
      const name = declared.name ?? newName(63).toLowerCase();
      make(name, declared);
      return described(name, environment.partition);
    },
    update: async (declared, current, { environment, newName }) => {
      const keepsName = declared.name === current.declared.name;
      const name = keepsName ? current.physicalId : declared.name ?? newName(63).toLowerCase();
      if (keepsName) store.configureBucket(name, declared.configuration);
      else make(name, declared);
      return described(name, environment.partition);
    },
    delete: async ({ physicalId }) => {
      store.deleteBucket(physicalId);
      inStacks.delete(physicalId);
    },
  };
}

function described(name: string, partition: string) {
  return { physicalId: name, attributes: { Arn: `arn:${partition}:s3:::${name}` } };
}
