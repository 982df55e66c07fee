import type { Context } from 'aws-lambda';
import { invocation, type Delivery } from './invocation';
import type { StackControl } from './job-control';
import type { ManifestStore } from './manifest-store';

/** Lambda's entry point. What an event doesn't ask for isn't loaded: a deletion never asks for S3, or for Lambda. */
export async function handler(delivery: Delivery, context: Context): Promise<void> {
  await invocation(delivery, context, {
    jobsOf: async (accountId) => (await import('./sdk-job-control')).sdkJobControl(accountId),
    stacks: {
      statusOf: async (stackId) => (await stackControl()).statusOf(stackId),
      lastUpdatedAt: async (stackId) => (await stackControl()).lastUpdatedAt(stackId),
    },
    manifests: {
      head: async (object) => (await manifestStore()).head(object),
      read: async function* (object) {
        yield* (await manifestStore()).read(object);
      },
      write: async (object, parts) => (await manifestStore()).write(object, parts),
    },
    invokeLater: async (functionArn, payload) => (await import('./sdk-self-invoke')).invokeLater(functionArn, payload),
  });
}

async function stackControl(): Promise<StackControl> {
  return (await import('./sdk-stack-control')).sdkStackControl();
}

async function manifestStore(): Promise<ManifestStore> {
  return (await import('./sdk-manifest-store')).sdkManifestStore();
}
