import type { ResourceProvider } from '../resource-provider';

/** Every type that isn't played: it has a name and no effect, and whoever refers to it is refused. */
export function recordedProvider(): ResourceProvider<undefined> {
  return {
    read: () => undefined,
    create: async (_declared, { newName }) => ({ physicalId: newName(128) }),
    update: async (_declared, current) => current,
    delete: async () => undefined,
  };
}
