import { parseXml, renderXml } from '../../../local/src/http/xml';
import { createJobRequest } from '../../../local/src/model/create-job';
import { decode } from '../../../local/src/model/decode';
import { encode } from '../../../local/src/model/encode';
import { type Changes, createJobXml, filter, operation } from '../create-job-xml';

function read(xml: string) {
  return decode(parseXml(xml), createJobRequest);
}

test('reads a valid request, in any order of its elements, into values', () => {
  const { ManifestGenerator } = filter({ CreatedAfter: '2026-01-01T00:00:00Z' });
  const last = /<Operation>.*<\/Operation>/.exec(createJobXml())![0];
  const xml = createJobXml({ ManifestGenerator, Operation: undefined }).replace('</CreateJobRequest>', `${last}</CreateJobRequest>`);
  const { value, violations } = read(xml);
  expect(violations).toEqual([]);
  expect(value).toEqual({
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'k', Value: 'v' }] } },
    Report: { Enabled: false },
    Priority: 10,
    RoleArn: 'arn:aws:iam::111122223333:role/job',
    ConfirmationRequired: false,
    ClientRequestToken: 'token-1',
    ManifestGenerator: {
      S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false, Filter: { CreatedAfter: '2026-01-01T00:00:00Z' } },
    },
  });
});

test('keeps every character of a text', () => {
  const Description = ' <&> "x" \'y\' é\u{1F600} ';
  expect(read(createJobXml({ Description })).value).toMatchObject({ Description });
  expect(read(createJobXml({ Description: '\u{1F600}'.repeat(256) })).violations).toEqual([]);
  const escaped = createJobXml({ Description: 'HERE' }).replace('HERE', 'a&#xA;b&#13;c&amp;#x41;');
  expect(read(escaped).value).toMatchObject({ Description: 'a\nb\rc&#x41;' });
});

test('reads an empty element as an empty text, list or structure', () => {
  expect(read(createJobXml(operation('S3PutObjectTagging', { TagSet: '' }))))
    .toMatchObject({ value: { Operation: { S3PutObjectTagging: { TagSet: [] } } }, violations: [] });
  expect(read(createJobXml(operation('S3DeleteObjectTagging', ''))))
    .toMatchObject({ value: { Operation: { S3DeleteObjectTagging: {} } }, violations: [] });
  expect(read(createJobXml(operation('S3PutObjectTagging', { TagSet: { member: { Key: 'k', Value: '' } } }))))
    .toMatchObject({ value: { Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'k', Value: '' }] } } }, violations: [] });
});

const kmsFilter = { MatchAnyObjectEncryption: { ObjectEncryption: [{ 'SSE-KMS': { BucketKeyEnabled: 'true' } }] } };
const userArguments = { entry: [{ key: 'a', value: '1' }, { key: 'b', value: '' }] };

// how the AWS SDK for JavaScript 3.1112.0 writes them
test.each<[string, Changes, object]>([
  ['a list with items of a name of its own, and a renamed member', filter(kmsFilter), {
    ManifestGenerator: { S3JobManifestGenerator: { Filter: { MatchAnyObjectEncryption: [{ SSEKMS: { BucketKeyEnabled: true } }] } } },
  }],
  ['a map', operation('LambdaInvoke', { UserArguments: userArguments }), { Operation: { LambdaInvoke: { UserArguments: { a: '1', b: '' } } } }],
  ['a member that only the newest model has', operation('S3PutObjectRetention', { Retention: { EventHold: 'ON', EventHoldDuration: { Days: '3' } } }), {
    Operation: { S3PutObjectRetention: { Retention: { EventHold: 'ON', EventHoldDuration: { Days: 3 } } } },
  }],
])('reads %s, and writes it back as it was', (_case, changes, expected) => {
  const { value, violations } = read(createJobXml(changes));
  expect(violations).toEqual([]);
  expect(value).toMatchObject(expected);
  expect(read(renderXml('CreateJobRequest', encode(value, createJobRequest))).value).toEqual(value);
});
