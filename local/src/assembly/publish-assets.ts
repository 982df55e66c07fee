import { createReadStream, statSync } from 'node:fs';
import { type AssetFile, assetPath } from './assets';
import type { MemoryStore } from '../store/memory-store';

/** Where assets go: what stands for their placeholders. */
export interface AssetEnvironment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Puts the files of an assembly where its deployment would: whatever a stack reads of them at run time is there. Folders stay
 * where they are, as functions are run from there.
 */
export function publishAssets(assets: readonly AssetFile[], { account, region, partition }: AssetEnvironment, store: MemoryStore): void {
  const placeholders: [string, string][] = [['${AWS::AccountId}', account], ['${AWS::Region}', region], ['${AWS::Partition}', partition]];
  for (const asset of assets.filter(({ packaging }) => packaging === 'file')) {
    const path = assetPath(asset);
    for (const { bucketName, objectKey } of asset.destinations) {
      const bucket = placeholders.reduce((name, [placeholder, value]) => name.replaceAll(placeholder, value), bucketName);
      if (!store.hasBucket(bucket)) store.createBucket(bucket);
      store.seedObject(bucket, objectKey, { body: { size: statSync(path).size, open: () => createReadStream(path) } });
    }
  }
}
