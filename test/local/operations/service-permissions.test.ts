import { type Need, requirePermissions, SERVICE_PERMISSIONS, type ServicePermission } from '../../../local/src/operations/service-permissions';
import { choose } from '../../../local/src/unknowns';

const places = { object: 'arn:aws:s3:::logs/a', bucket: 'arn:aws:s3:::logs', target: 'arn:aws:s3:::copies/a' };

function asked(need: Need, versionId?: string, unknowns = choose()): string[] {
  const permissions: string[] = [];
  requirePermissions(need, places, { unknowns, require: (action, resource) => void permissions.push(`${action} ${resource}`) }, versionId);
  return permissions;
}

// S3 User Guide, "Granting permissions for Batch Operations"
test.each<[Need, string[]]>([
  ['S3PutObjectCopy', [
    's3:ListBucket arn:aws:s3:::logs', 's3:GetObjectAcl arn:aws:s3:::logs/a', 's3:GetObjectTagging arn:aws:s3:::logs/a',
    's3:PutObjectAcl arn:aws:s3:::copies/a', 's3:PutObjectTagging arn:aws:s3:::copies/a',
  ]],
  ['S3ComputeObjectChecksum', ['s3:RestoreObject arn:aws:s3:::logs/a']],
  ['S3ReplicateObject', ['s3:InitiateReplication arn:aws:s3:::logs/a']],
  ['S3UpdateObjectEncryption', ['s3:GetObject arn:aws:s3:::logs/a']],
  ['generatedManifest', ['s3:PutInventoryConfiguration arn:aws:s3:::logs']],
  ['generatedReplicationManifest', ['s3:GetReplicationConfiguration arn:aws:s3:::logs']],
  ['generatedManifestOfOtherAccount', ['s3:PutObjectAcl arn:aws:s3:::copies/a']],
])('asks for what no call of %s shows', (need, permissions) => {
  expect(asked(need)).toEqual(permissions);
});

// S3 User Guide of 2023, "Using a CSV manifest to copy objects across AWS accounts"
test('asks for the actions of versions where a task names one', () => {
  expect(asked('S3PutObjectCopy', 'v1')).toEqual([
    's3:ListBucket arn:aws:s3:::logs', 's3:GetObjectVersionAcl arn:aws:s3:::logs/a', 's3:GetObjectVersionTagging arn:aws:s3:::logs/a',
    's3:PutObjectAcl arn:aws:s3:::copies/a', 's3:PutObjectVersionAcl arn:aws:s3:::copies/a',
    's3:PutObjectTagging arn:aws:s3:::copies/a', 's3:PutObjectVersionTagging arn:aws:s3:::copies/a',
  ]);
  expect(asked('S3UpdateObjectEncryption', 'v1')).toEqual(['s3:GetObjectVersion arn:aws:s3:::logs/a']);
});

test('asks for what is an open question only where it is answered so', () => {
  expect(asked('S3UpdateObjectEncryption', undefined, choose({ encryptionNeedsPutObject: true }))).toContain('s3:PutObject arn:aws:s3:::logs/a');
});

test('asks nothing on a place that it wasn\'t told', () => {
  expect(() => requirePermissions('S3ReplicateObject', {}, { unknowns: choose(), require: () => undefined })).toThrow('on the object');
});

test('cites a page for each of its rows', () => {
  const rows: ServicePermission[] = Object.values(SERVICE_PERMISSIONS).flat();
  for (const { action, source } of rows) expect([action, source]).toEqual([expect.stringMatching(/^s3:[A-Za-z]+$/), expect.stringMatching(/"/)]);
});
