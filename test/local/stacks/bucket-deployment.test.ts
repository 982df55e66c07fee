import { buffer } from 'node:stream/consumers';
import { type Resources, StackFixture } from './stack-fixture';
import type { Statement } from '../../../local/src/policy/document';
import { contentTypeOf } from '../../../local/src/stacks/bucket-deployment/content-type';
import { pathFilter } from '../../../local/src/stacks/bucket-deployment/filters';
import { keysOf, textOf } from '../surroundings';

/** As Python's `zipfile` writes it: an empty folder, `folder/é.txt`, stored, and `deflated.txt`; with a comment behind. */
const ZIP = Buffer.from([
  'UEsDBBQAAAAAAJijdV0AAAAAAAAAAAAAAAAHAAAAZm9sZGVyL1BLAwQUAAAIAACYo3VdWqUvrgkAAAAJAAAADQAAAGZvbGRlci/DqS50eHRzdG9yZWQgw6lQSwMEFAAAAAgAmKN1XdFlWHwIAAAA',
  'lgAAAAwAAABkZWZsYXRlZC50eHRLTEpOHHwIAFBLAQIUAxQAAAAAAJijdV0AAAAAAAAAAAAAAAAHAAAAAAAAAAAAEAD9QQAAAABmb2xkZXIvUEsBAhQDFAAACAAAmKN1XVqlL64JAAAACQAAAA0A',
  'AAAAAAAAAAAAAIABJQAAAGZvbGRlci/DqS50eHRQSwECFAMUAAAACACYo3Vd0WVYfAgAAACWAAAADAAAAAAAAAAAAAAAgAFZAAAAZGVmbGF0ZWQudHh0UEsFBgAAAAADAAMAqgAAAIsAAAAJAGEg',
  'Y29tbWVudA==',
].join(''), 'base64');

const zipWith = (text: string, other: string) => Buffer.from(ZIP.toString('latin1').replaceAll(text, other), 'latin1');

const allow = (Action: string, Resource: string): Statement => ({ Effect: 'Allow', Action, Resource });
/** What `grantRead` of the source and `grantReadWrite` of the destination come to, as far as it is needed. */
const GRANTS: Statement[] = [
  allow('s3:GetObject', 'arn:aws:s3:::src/*'), allow('s3:ListBucket', 'arn:aws:s3:::site'), allow('s3:PutObject', 'arn:aws:s3:::site/*'),
  allow('s3:DeleteObject', 'arn:aws:s3:::site/*'),
];

interface Variant {
  readonly statements?: Statement[];
  readonly role?: Resources[string]['Properties'];
}

function deployment(properties: Resources[string]['Properties'] = {}, { statements = GRANTS, role }: Variant = {}): Resources {
  const policy = { PolicyName: 'p', PolicyDocument: { Statement: statements as never } };
  return {
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'deployer', Policies: [policy] } },
    Python: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'python', Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile: '' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...role },
    },
    Deployment: {
      Type: 'Custom::CDKBucketDeployment',
      Properties: {
        ServiceToken: { 'Fn::GetAtt': ['Python', 'Arn'] }, SourceBucketNames: ['src'], SourceObjectKeys: ['files.zip'], DestinationBucketName: 'site', ...properties,
      },
    },
  };
}

async function withSource(zip: Buffer = ZIP): Promise<StackFixture> {
  const fixture = new StackFixture();
  for (const bucket of ['src', 'site']) fixture.store.createBucket(bucket);
  await fixture.store.asOwner().putObject({ bucket: 'src', key: 'files.zip', body: zip });
  await fixture.store.asOwner().putObject({ bucket: 'site', key: 'before.txt', body: Buffer.from('') });
  return fixture;
}

test('unpacks a zip file that is in a bucket', async () => {
  const fixture = await withSource();
  expect(await fixture.deploy(deployment())).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await keysOf(fixture.store, 'site')).toEqual(['deflated.txt', 'folder/é.txt']);
  expect(await textOf(fixture.store, 'site', 'folder/é.txt')).toBe('stored é');
  expect(await textOf(fixture.store, 'site', 'deflated.txt')).toBe('abc'.repeat(50));
  expect(fixture.requests).toEqual([]);
});

test('uploads a zip file as it is, once, if that is asked', async () => {
  const fixture = await withSource();
  expect(await fixture.deploy(deployment({ Extract: false, UserMetadata: { by: 'one' } }))).toMatchObject({ status: 'CREATE_COMPLETE' });
  // what isn't newer than the object isn't uploaded: AWS CLI command reference, `s3 sync`
  expect(await fixture.deploy(deployment({ Extract: false, UserMetadata: { by: 'two' } }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  const { body, metadata } = await fixture.store.asOwner().getObject({ bucket: 'site', key: 'files.zip' });
  expect(await buffer(body)).toEqual(ZIP);
  expect(metadata).toMatchObject({ 'x-amz-meta-by': 'one', 'content-type': 'application/zip' });
});

test('uploads with the class and the encryption that are asked for', async () => {
  const fixture = await withSource();
  const SystemMetadata = { 'storage-class': 'STANDARD_IA', 'sse': 'aws:kms', 'content-language': 'de' };
  expect(await fixture.deploy(deployment({ SystemMetadata }, { statements: [allow('*', '*')] }))).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await fixture.store.asOwner().headObject({ bucket: 'site', key: 'deflated.txt' })).toMatchObject({
    storageClass: 'STANDARD_IA', encryption: { type: 'SSE-KMS' }, metadata: { 'content-type': 'text/plain', 'content-language': 'de' },
  });
});

test('takes back what an update of it has put before it failed', async () => {
  const fixture = await withSource();
  const statements = GRANTS.filter(({ Action }) => Action !== 's3:DeleteObject');
  await fixture.deploy(deployment({ Prune: false, UserMetadata: { by: 'one' } }, { statements }));
  expect(await fixture.deploy(deployment({ UserMetadata: { by: 'two' } }, { statements }))).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect((await fixture.store.asOwner().headObject({ bucket: 'site', key: 'deflated.txt' })).metadata).toMatchObject({ 'x-amz-meta-by': 'one' });
});

test.each(GRANTS.map((left) => [left.Action as string, left]))('needs its handler\'s role to be allowed %s', async (action, left) => {
  const fixture = await withSource();
  expect(await fixture.deploy(deployment({}, { statements: GRANTS.filter((statement) => statement !== left) }))).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(new RegExp(`^Deployment: User: .*role/deployer is not authorized to perform: ${action} `)),
  });
});

test('needs that for an asset whose folder is here, too', async () => {
  const fixture = await withSource();
  expect(await fixture.deploy(deployment({ SourceObjectKeys: ['code.zip'], SourceBucketNames: ['assets'] }))).toMatchObject({
    reason: expect.stringMatching(/^Deployment: User: .*role\/deployer is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::assets\/code\.zip"$/),
  });
});

test('warns of a distribution that isn\'t told, and needn\'t know it', async () => {
  const fixture = await withSource();
  const resources = { ...deployment({ DistributionId: { Ref: 'Distribution' }, DistributionPaths: ['/*'] }), Distribution: { Type: 'AWS::CloudFront::Distribution' } };
  expect(await fixture.deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(fixture.warnings).toEqual(['Resources.Deployment: no distribution of CloudFront is told to forget what it has: CloudFront isn\'t played here']);
});

test.each<[string, Resources[string]['Properties'], RegExp]>([
  ['properties that it doesn\'t know', { Mirror: true }, /aren't played here: Mirror$/],
  ['metadata that isn\'t played', { SystemMetadata: { 'website-redirect': '/', 'sse-c-copy-source': 'AES256' } }, /`SystemMetadata` that isn't played here: website-redirect, sse-c-copy-source$/],
  ['a key without its encryption', { SystemMetadata: { 'sse-kms-key-id': 'k' } }, /`sse-kms-key-id` must come with the `sse` aws:kms, got: undefined$/],
  ['markers for other sources', { SourceMarkers: [{}, {}] }, /`SourceMarkers` must be as many as `SourceObjectKeys`, got: 2 and 1$/],
  ['a source that isn\'t there', { SourceObjectKeys: ['gone.zip'] }, /not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::src"$/],
  ['a source in no bucket', { SourceBucketNames: ['gone'], SourceObjectKeys: ['a.zip'] }, /^Deployment: The specified bucket does not exist \(gone\/a\.zip; .*the assembly has no asset with the key a\.zip\)$/],
  ['to make a zip file', { SourceObjectKeys: ['code.zip'], Extract: 'false' }, /`Extract` is false, and the zip file of the folder .* isn't made here/],
])('refuses %s', async (_what, properties, reason) => {
  const fixture = await withSource();
  expect(await fixture.deploy(deployment(properties))).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(reason) });
  expect(await keysOf(fixture.store, 'site')).toEqual(['before.txt']);
});

test.each<[string, Buffer, RegExp]>([
  ['no zip file', Buffer.from('text'), /the zip file src\/files\.zip can't be unpacked: /],
  ['a broken zip file', zipWith('stored ', 'STORED '), /src\/files\.zip can't be unpacked: the bytes of folder\/é\.txt aren't those/],
  ['one that leads out of its folder', zipWith('deflated.txt', '../flated.tx'), /src\/files\.zip can't be unpacked: invalid relative path: \.\.\/flated\.tx$/],
])('refuses %s', async (_what, zip, reason) => {
  const fixture = await withSource(zip);
  expect(await fixture.deploy(deployment())).toMatchObject({ reason: expect.stringMatching(reason) });
  expect(await keysOf(fixture.store, 'site')).toEqual(['before.txt']);
});

test('refuses a role of which it knows nothing', async () => {
  const fixture = await withSource();
  expect(await fixture.deploy(deployment({}, { role: { Role: 'arn:aws:iam::111122223333:role/theirs' } }))).toMatchObject({
    reason: 'Deployment: the function python isn\'t run: its role arn:aws:iam::111122223333:role/theirs isn\'t in the stacks that are deployed here',
  });
});

// what Python's `fnmatch` says, which the AWS CLI asks
test.each([
  ['*.txt', ['a.txt', 'd/a.txt']],
  ['a?c', ['abc', 'axc']],
  ['a[!b]c', ['axc']],
  ['[a-c]x', ['ax']],
  ['[]a]x', [']x', 'ax']],
  ['[!]]x', ['ax', '!x']],
  ['[^a]x', ['ax']],
  ['[]', ['[]']],
  ['x{1,2}', ['x{1,2}']],
])('the pattern %s leaves out %j', (pattern, left) => {
  const counts = pathFilter([pattern], []);
  const paths = ['a.txt', 'd/a.txt', 'abc', 'axc', ']x', 'ax', '!x', '[]', 'x{1,2}'];
  expect(paths.filter((path) => !counts(path))).toEqual(left);
});

// what Python's `mimetypes` says
test.each([
  ['a/b.JSON', 'application/json'], ['b.tar.gz', 'application/x-tar'], ['b.tgz', 'application/x-tar'], ['b.gz', undefined], ['.json', undefined], ['b.parquet', undefined],
])('of the name %s the type is %s', (path, type) => {
  expect(contentTypeOf(path)).toBe(type);
});
