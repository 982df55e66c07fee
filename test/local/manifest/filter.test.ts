import { selectorOf } from '../../../local/src/manifest/filter';
import type { EncryptionFilter, ManifestFilterRequest } from '../../../local/src/model/job-request';
import type { Encryption } from '../../../local/src/store/object-state';
import type { ListedVersion } from '../../../local/src/store/object-store';

const version: ListedVersion = {
  key: 'app/2026/a.log', versionId: 'null', isLatest: true, size: 100, lastModified: new Date('2026-10-01T12:00:00Z'), storageClass: 'STANDARD',
};

function isSelected(filter: ManifestFilterRequest, changes: Partial<ListedVersion> = {}): boolean {
  return selectorOf(filter)({ ...version, ...changes });
}

// API reference, JobManifestGeneratorFilter and KeyNameConstraint
test.each<[ManifestFilterRequest, boolean]>([
  [{}, true],
  [{ CreatedAfter: '2026-10-01T11:59:59.999Z' }, true],
  [{ CreatedAfter: '2026-10-01T12:00:00Z' }, false],
  [{ CreatedBefore: '2026-10-01T14:00:00.001+02:00' }, true],
  [{ CreatedBefore: '2026-10-01T14:00:00+02:00' }, false],
  [{ ObjectSizeGreaterThanBytes: 99 }, true],
  [{ ObjectSizeGreaterThanBytes: 100 }, false],
  [{ ObjectSizeLessThanBytes: 101 }, true],
  [{ ObjectSizeLessThanBytes: 100 }, false],
  [{ MatchAnyStorageClass: ['GLACIER', 'STANDARD'] }, true],
  [{ MatchAnyStorageClass: ['GLACIER'] }, false],
  [{ KeyNameConstraint: { MatchAnyPrefix: ['app/'] } }, true],
  [{ KeyNameConstraint: { MatchAnyPrefix: ['pp/'] } }, false],
  [{ KeyNameConstraint: { MatchAnySuffix: ['.log'] } }, true],
  [{ KeyNameConstraint: { MatchAnySuffix: ['.lo'] } }, false],
  [{ KeyNameConstraint: { MatchAnySubstring: ['2026'] } }, true],
  [{ KeyNameConstraint: { MatchAnySubstring: ['2025'] } }, false],
  [{ KeyNameConstraint: { MatchAnyPrefix: ['app/'], MatchAnySuffix: ['.csv'] } }, false],
  [{ ObjectSizeGreaterThanBytes: 1, CreatedBefore: '2026-01-01T00:00:00Z' }, false],
])('the filter %j selects an object, or doesn\'t: %s', (filter, expected) => {
  expect(isSelected(filter)).toBe(expected);
});

// API reference, ReplicationStatus: NONE is an object that was never replicated
test.each<[ListedVersion['replicationStatus'], string[]]>([
  [undefined, ['NONE']], ['COMPLETED', ['COMPLETED']], ['FAILED', ['FAILED']], ['REPLICA', ['REPLICA']], ['PENDING', []],
])('an object of the replication status %s is selected by %j alone', (replicationStatus, expected) => {
  const selecting = (['COMPLETED', 'FAILED', 'REPLICA', 'NONE'] as const).filter((status) => isSelected({ ObjectReplicationStatuses: [status] }, { replicationStatus }));
  expect(selecting).toEqual(expected);
});

const ONE = 'arn:aws:kms:us-east-1:111122223333:key/one';
const TWO = 'arn:aws:kms:us-east-1:111122223333:key/two';

const FILTERS: { readonly [name: string]: EncryptionFilter } = {
  s3: { SSES3: {} },
  kms: { SSEKMS: {} },
  kmsOne: { SSEKMS: { KmsKeyArn: ONE } },
  kmsBucketKey: { SSEKMS: { BucketKeyEnabled: true } },
  kmsNoBucketKey: { SSEKMS: { BucketKeyEnabled: false } },
  dsse: { DSSEKMS: {} },
  dsseOne: { DSSEKMS: { KmsKeyArn: ONE } },
  c: { SSEC: {} },
  none: { NOTSSE: {} },
};

// API reference, ObjectEncryptionFilter and its SSEKMSFilter
test.each<[Encryption | undefined, string[]]>([
  [undefined, ['s3']],
  [{ type: 'SSE-S3' }, ['s3']],
  [{ type: 'SSE-KMS', keyArn: ONE }, ['kms', 'kmsOne', 'kmsNoBucketKey']],
  [{ type: 'SSE-KMS', keyArn: TWO, bucketKeyEnabled: true }, ['kms', 'kmsBucketKey']],
  [{ type: 'DSSE-KMS', keyArn: ONE }, ['dsse', 'dsseOne']],
  [{ type: 'DSSE-KMS', keyArn: TWO }, ['dsse']],
  [{ type: 'SSE-C' }, ['c']],
  [{ type: 'NOT-SSE' }, ['none']],
])('an object under %j is selected by %j alone', (encryption, expected) => {
  const selecting = Object.entries(FILTERS).filter(([, wanted]) => isSelected({ MatchAnyObjectEncryption: [wanted] }, { encryption }));
  expect(selecting.map(([name]) => name)).toEqual(expected);
});
