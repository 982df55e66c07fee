import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What users acknowledge by name: an id that changes brings their warnings back. */
const IDS = [
  'aclsDisabled',
  'bucketOfAnotherAccount',
  'changingDate',
  'checksumsNotReported',
  'copiesAmongObjects',
  'copyChangesNothing',
  'copyWithoutSizeLimit',
  'currentVersion',
  'functionOfAnotherAccount',
  'importedBucketKey',
  'inventoryDataUnknown',
  'keyOfAnotherAccount',
  'keyOutOfReach',
  'localMidnight',
  'manifestAmongObjects',
  'manifestEncrypted',
  'manyCompleted',
  'objectKeyNotSeen',
  'objectLockNotSeen',
  'policyOfAnotherAccountsKey',
  'removesAllGrants',
  'removesAllTags',
  'replicateWithoutEligibility',
  'replicationNotSeen',
  'reportAmongObjects',
  'retainUntilPast',
  'roleMayGo',
  'roleNotTrusting',
  'roleNotUpdated',
  'rolePathUnknown',
  'tagsToDirectoryBucket',
  'widerThanKey',
  'widerThanPrefix',
];

const PREFIX = 'cdk-s3-batch-operations:BatchJob.';

test('the ids of warnings are what users have acknowledged', () => {
  const source = readFileSync(join(__dirname, '..', 'src', 'private', 'warnings.ts'), 'utf8');
  const ids = [...source.matchAll(/id: '([^']*)'/g)].map(([, id]) => id);

  expect(ids.filter((id) => !id.startsWith(PREFIX))).toEqual([]);
  expect(ids.map((id) => id.slice(PREFIX.length)).sort()).toEqual(IDS);
});
