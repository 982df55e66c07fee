import type { MemoryStore } from '../../store/memory-store';
import type { ResourceProvider } from '../resource-provider';

interface DeclaredAutoDelete {
  readonly bucketName: string;
}

/**
 * Custom::S3AutoDeleteObjects: empties a bucket of the CDK's whose `autoDeleteObjects` is set before it is deleted. Its handler
 * isn't run, since it may do so by the bucket's policy alone, and those aren't evaluated.
 */
export function autoDeleteProvider(store: MemoryStore): ResourceProvider<DeclaredAutoDelete> {
  return {
    read: (properties) => ({ bucketName: properties.text('BucketName') }),
    create: async (_declared, { newName }) => ({ physicalId: newName(128), attributes: {} }),
    // another bucket is a replacement, with which the bucket before is emptied
    update: async ({ bucketName }, current, { newName }) => (
      bucketName === current.declared.bucketName ? current : { physicalId: newName(128), attributes: {} }
    ),
    delete: async ({ declared: { bucketName } }) => {
      if (store.isAutoDeleted(bucketName)) await empty(store, bucketName);
    },
  };
}

async function empty(store: MemoryStore, bucket: string): Promise<void> {
  const s3 = store.asOwner();
  for (;;) {
    const { versions, deleteMarkers = [] } = await s3.listObjectVersions({ bucket });
    const all = [...versions, ...deleteMarkers];
    if (all.length === 0) return;
    for (const { key, versionId } of all) await s3.deleteObject({ bucket, key, versionId });
  }
}
