import { createJobBody, putJobTaggingBody } from '../../../../local/src/http/s3-control/bodies';
import { renderXml, type XmlContent } from '../../../../local/src/http/xml';
import { type Changes, createJobXml, filter, generatorWith, operation } from '../../create-job-xml';

function read(changes: Changes) {
  return createJobBody(Buffer.from(createJobXml(changes)));
}

const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:f';
const tag = (Key: string, Value = '') => ({ Key, Value });
const reportOf = (members: { [element: string]: string }) => ({ Report: { Enabled: 'true', ...members } });
const fullReport = { Bucket: 'arn:aws:s3:::b', Format: 'Report_CSV_20180820', ReportScope: 'AllTasks' };
const tagPath = '`Operation.S3PutObjectTagging.TagSet[0]';
const constraintPath = '`ManifestGenerator.S3JobManifestGenerator.Filter.KeyNameConstraint';

test.each<[string, Changes]>([
  ['`Priority` is required', { Priority: undefined }],
  ['`Colour` is not known', { Colour: 'red' }],
  ['`Operation.S3Explode` is not known', operation('S3Explode', '')],
  [`${tagPath}.Value\` is required`, operation('S3PutObjectTagging', { TagSet: { member: { Key: 'k' } } })],
  ['`Operation.S3PutObjectTagging.TagSet.S3Tag` is not known, the items are <member>', operation('S3PutObjectTagging', { TagSet: { S3Tag: tag('k') } })],
  ['`Priority` must not be given twice', { Priority: ['1', '2'] as unknown as XmlContent }],
  ['`Priority` must be a whole number, got: ten', { Priority: 'ten' }],
  ['`Priority` must be a whole number, got: 1.5', { Priority: '1.5' }],
  ['`Priority` must be 0 to 2147483647, got: -1', { Priority: '-1' }],
  ['`Priority` must be 0 to 2147483647, got: 2147483648', { Priority: '2147483648' }],
  ['`Priority` must be a single value', { Priority: { member: '1' } }],
  ['`Report` must hold elements, got the text: no', { Report: 'no' }],
  ['`ConfirmationRequired` must be true or false, got: False', { ConfirmationRequired: 'False' }],
  ['`Description` must have 1 to 256 characters, got 257', { Description: 'd'.repeat(257) }],
  ['`Description` must have 1 to 256 characters, got 0', { Description: '' }],
  ['`ClientRequestToken` must have 1 to 64 characters, got 65', { ClientRequestToken: 't'.repeat(65) }],
  ['`RoleArn` must match', { RoleArn: 'arn:aws:iam::111122223333:user/me' }],
  ['`RoleArn` must match', { RoleArn: 'x arn:aws:iam::111122223333:role/me' }],
  [`${tagPath}.Key\` must match`, operation('S3PutObjectTagging', { TagSet: { member: tag('a,b') } })],
  ['`Report.Format` must be one of Report_CSV_20180820, got: CSV', reportOf({ ...fullReport, Format: 'CSV' })],
  ['`Report.Bucket` is required when `Report.Enabled` is true', reportOf({ Format: 'Report_CSV_20180820', ReportScope: 'AllTasks' })],
  ['`Report.ReportScope` is required when `Report.Enabled` is true', reportOf({ Bucket: 'arn:aws:s3:::b', Format: 'Report_CSV_20180820' })],
  ['`Report.Prefix` must have 1 to 512 characters, got 513', reportOf({ ...fullReport, Prefix: 'p'.repeat(513) })],
  ['`Operation` must have exactly one member, got: none', { Operation: '' }],
  ['`Operation` must have exactly one member, got: S3ReplicateObject, S3DeleteObjectTagging', { Operation: { S3ReplicateObject: '', S3DeleteObjectTagging: '' } }],
  ['exactly one of `Manifest` and `ManifestGenerator` is required, got: neither', { ManifestGenerator: undefined }],
  ['exactly one of `Manifest` and `ManifestGenerator` is required, got: both', {
    Manifest: { Spec: { Format: 'S3BatchOperations_CSV_20180820' }, Location: { ObjectArn: 'arn:aws:s3:::b/m', ETag: 'e' } },
  }],
  ['`ManifestGenerator` must have exactly one member, got: none', { ManifestGenerator: '' }],
  [`${constraintPath}.MatchAnyPrefix\` must have exactly one string, got 2`, filter({ KeyNameConstraint: { MatchAnyPrefix: { member: ['a', 'b'] } } })],
  [`${constraintPath}.MatchAnySuffix\` must have exactly one string, got 0`, filter({ KeyNameConstraint: { MatchAnySuffix: '' } })],
  [`${constraintPath}.MatchAnyPrefix[0]\` must have 1 to 1024 characters, got 0`, filter({ KeyNameConstraint: { MatchAnyPrefix: { member: [''] } } })],
  ['Filter.CreatedAfter` must be a date and time in ISO 8601, got: yesterday', filter({ CreatedAfter: 'yesterday' })],
  ['Filter.CreatedAfter` must be a date and time in ISO 8601, got: 2026-13-01T00:00:00Z', filter({ CreatedAfter: '2026-13-01T00:00:00Z' })],
  ['Filter.CreatedAfter` must be a date and time in ISO 8601, got: 2030-02-30T00:00:00Z', filter({ CreatedAfter: '2030-02-30T00:00:00Z' })],
  ['Filter.MatchAnyObjectEncryption` must have 1 to 1 items, got 0', filter({ MatchAnyObjectEncryption: '' })],
  ['Filter.MatchAnyObjectEncryption[0]` must have exactly one member, got: none', filter({ MatchAnyObjectEncryption: { ObjectEncryption: '' } })],
  ['Filter.MatchAnyObjectEncryption[0]` must have exactly one member, got: SSES3, SSEC',
    filter({ MatchAnyObjectEncryption: { ObjectEncryption: { 'SSE-S3': '', 'SSE-C': '' } } })],
  ['ManifestOutputLocation.ManifestEncryption` must have exactly one member, got: none', generatorWith({
    ManifestOutputLocation: { Bucket: 'arn:aws:s3:::b', ManifestFormat: 'S3InventoryReport_CSV_20211130', ManifestEncryption: '' },
  })],
  ['`Operation.LambdaInvoke.UserArguments` must have 1 to 10 entries, got 0', operation('LambdaInvoke', { UserArguments: '' })],
  ['`Operation.LambdaInvoke.UserArguments` must have each key once, got twice: a', operation('LambdaInvoke', {
    UserArguments: { entry: [{ key: 'a', value: '1' }, { key: 'a', value: '2' }] },
  })],
  ['`Operation.LambdaInvoke.FunctionArn` is required', operation('LambdaInvoke', '')],
  ['`Operation.LambdaInvoke.UserArguments` needs the `InvocationSchemaVersion` 2.0, got: 1.0',
    operation('LambdaInvoke', { FunctionArn: functionArn, UserArguments: { entry: [{ key: 'a', value: 'b' }] } })],
  ['`Tags` must have at most 50 items, got 51', { Tags: { member: Array.from({ length: 51 }, (_, index) => tag(`k${index}`)) } }],
  ['`Tags` must have each key once, got twice: k', { Tags: { member: [tag('k', '1'), tag('k', '2')] } }],
  // S3 User Guide, "Controlling access and labeling jobs using tags"
  ['`Tags` must have no keys that begin with aws:, got: aws:k', { Tags: { member: tag('aws:k') } }],
])('refuses a request: %s', (problem, changes) => {
  expect(() => read(changes)).toThrow(expect.objectContaining({ status: 400, code: 'BadRequestException', message: expect.stringContaining(problem) }));
});

test('tells everything that is wrong at once', () => {
  expect(() => read({ Priority: '-1', RoleArn: undefined, Colour: 'red' })).toThrow(/`Priority`.*`Colour`.*`RoleArn`/);
});

test.each<[string, Changes]>([
  ['ManifestGenerator.S3JobManifestGenerator.EnableManifestOutput: true, without a `ManifestOutputLocation`', generatorWith({ EnableManifestOutput: 'true' })],
  ['Operation.LambdaInvoke.InvocationSchemaVersion: there are 1.0 and 2.0, got: 3.0', operation('LambdaInvoke', { FunctionArn: functionArn, InvocationSchemaVersion: '3.0' })],
  ['Operation.LambdaInvoke.FunctionArn: a function is found by its whole ARN alone, got: by-name', operation('LambdaInvoke', { FunctionArn: 'by-name' })],
])('answers what is valid and not implemented with 501: %s', (path, changes) => {
  expect(() => read(changes)).toThrow(expect.objectContaining({ status: 501, code: 'NotImplemented', message: `not implemented here: ${path}` }));
});

test('refuses a body in another encoding, and one with an entity of HTML', () => {
  const latin1 = Buffer.from(createJobXml({ Description: '\xe9' }), 'latin1');
  expect(() => createJobBody(latin1)).toThrow(expect.objectContaining({ code: 'BadRequestException', message: 'the XML is not UTF-8' }));
  const html = Buffer.from(createJobXml({ Description: 'a' }).replace('>a<', '>&nbsp;<'));
  expect(() => createJobBody(html)).toThrow(expect.objectContaining({ code: 'BadRequestException', message: expect.stringContaining('&nbsp;') }));
});

test('refuses a body that is something else', () => {
  expect(() => createJobBody(Buffer.from('<Other/>'))).toThrow('must be a `CreateJobRequest`');
  expect(() => createJobBody(Buffer.from('{}'))).toThrow(expect.objectContaining({ code: 'BadRequestException' }));
});

test.each<[string, string, XmlContent]>([
  ['TooManyTagsException', '50 tags, got 51', { member: Array.from({ length: 51 }, (_, index) => tag(`k${index}`)) }],
  ['BadRequestException', 'got twice: k', { member: [tag('k'), tag('k')] }],
  ['BadRequestException', 'got: aws:k', { member: tag('aws:k') }],
  ['BadRequestException', '`Tags[0].Key`', { member: tag('') }],
])('refuses tags of a job with %s: %s', (code, message, Tags) => {
  const body = Buffer.from(renderXml('PutJobTaggingRequest', { Tags }));
  expect(() => putJobTaggingBody(body)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
});
