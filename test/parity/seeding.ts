import type { Account } from './account';
import type { Declaration } from './declaration';
import { KEYS, MANIFESTS, type ListedObject, type TriedManifest } from './manifests';
import { OPERATIONS } from './operations';
import { SCENARIOS, type Scenario } from './scenarios';

/** Longer than any restoration takes, in milliseconds. */
const RESTORED = 13 * 3_600_000;

/** Puts the objects of a job where they are before it is created, and the manifest that somebody wrote. */
export async function seed({ store, clock }: Account, { operation, manifest, scenario }: Declaration): Promise<void> {
  const owner = store.asOwner();
  const state = { ...(OPERATIONS[operation].objects?.object), ...(SCENARIOS[scenario] as Scenario).object };
  const rows: ListedObject[] = [];
  const kind: TriedManifest = MANIFESTS[manifest];
  const { status } = await owner.getBucketVersioning({ bucket: 'objects' });
  for (const key of KEYS) {
    const { versionId } = await owner.putObject({ bucket: 'objects', key, body: Buffer.from(key), ...state });
    rows.push({ key, ...(kind.namesVersions(status === 'Enabled', scenario) && { versionId }) });
    // S3 copies no object that can't be read
    if (operation === 'S3PutObjectCopy' && state.storageClass !== undefined) await owner.restoreObject({ bucket: 'objects', key, days: 9, tier: 'Bulk' });
  }
  if (scenario === 'archived' && operation === 'S3PutObjectCopy') await clock.advance(RESTORED);
  await kind.write?.(owner, rows);
}
