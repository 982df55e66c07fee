import type { MemoryStore } from '../../store/memory-store';
import type { ResourceProvider } from '../resource-provider';

interface DeclaredBucket {
  readonly name?: string;
  readonly versioned: boolean;
}

/** AWS::S3::Bucket: its name and whether it has versions. A bucket that was seeded before is taken over, objects and all. */
export function bucketProvider(store: MemoryStore): ResourceProvider<DeclaredBucket> {
  const inStacks = new Set<string>();

  const make = async (name: string, { versioned }: DeclaredBucket): Promise<void> => {
    if (inStacks.has(name)) throw new Error(`there is a bucket \`${name}\` already`);
    if (store.hasBucket(name)) await requireVersions(name, versioned);
    else store.createBucket(name, { versioned });
    inStacks.add(name);
  };
  const requireVersions = async (name: string, versioned: boolean): Promise<void> => {
    const { status } = await store.asOwner().getBucketVersioning({ bucket: name });
    if ((status === 'Enabled') !== versioned) {
      throw new Error(`the bucket \`${name}\` has ${status ? '' : 'no '}versions, which can't be changed here`);
    }
  };

  return {
    read: (properties) => ({
      name: properties.optionalText('BucketName'),
      versioned: properties.within('VersioningConfiguration').optionalText('Status') === 'Enabled',
    }),
    create: async (declared, { environment, newName }) => {
      const name = declared.name ?? newName(63).toLowerCase();
      await make(name, declared);
      return described(name, environment.partition);
    },
    update: async (declared, current, { environment, newName }) => {
      const keepsName = declared.name === current.declared.name;
      const name = keepsName ? current.physicalId : declared.name ?? newName(63).toLowerCase();
      if (keepsName) await requireVersions(name, declared.versioned);
      else await make(name, declared);
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
