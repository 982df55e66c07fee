import type { ResourceProvider } from '../resource-provider';

/** A type that a stack can't do without and that isn't played: to record it would pretend that what it holds is there. */
export function refusedProvider(reason: string): ResourceProvider<undefined> {
  return {
    read: () => undefined,
    create: () => Promise.reject(new Error(reason)),
    update: () => Promise.reject(new Error(reason)),
    delete: async () => undefined,
  };
}
