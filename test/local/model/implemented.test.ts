import { createJobBody } from '../../../local/src/http/s3-control/bodies';
import { createJobXml, generatorWith } from '../create-job-xml';

const Location = { ObjectArn: 'arn:aws:s3:::reports/manifest.json', ETag: 'e' };

function manifest(Spec: { Format: string; Fields?: { member: string[] } }) {
  return createJobXml({ ManifestGenerator: undefined, Manifest: { Spec, Location } });
}

test('takes an inventory, and refuses columns beside it, of which nobody says what they would do', () => {
  const Format = 'S3InventoryReport_CSV_20161130';
  expect(createJobBody(Buffer.from(manifest({ Format })))).toMatchObject({ Manifest: { Spec: { Format } } });
  expect(() => createJobBody(Buffer.from(manifest({ Format, Fields: { member: ['Bucket', 'Key'] } })))).toThrow('Manifest.Spec.Fields: an inventory says itself');
});

test('takes a generated manifest that is to be kept, if it says where', () => {
  const ManifestOutputLocation = { Bucket: 'arn:aws:s3:::reports', ManifestFormat: 'S3InventoryReport_CSV_20211130', ManifestEncryption: { 'SSE-KMS': { KeyId: 'k' } } };
  const kept = generatorWith({ EnableManifestOutput: 'true', ManifestOutputLocation });
  expect(createJobBody(Buffer.from(createJobXml(kept)))).toMatchObject({
    ManifestGenerator: { S3JobManifestGenerator: { EnableManifestOutput: true, ManifestOutputLocation: { ManifestEncryption: { SSEKMS: { KeyId: 'k' } } } } },
  });
  expect(() => createJobBody(Buffer.from(createJobXml(generatorWith({ EnableManifestOutput: 'true' }))))).toThrow('without a `ManifestOutputLocation`');
});
