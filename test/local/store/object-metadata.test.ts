import { refusal, storeWith } from './store-fixture';

const object = { bucket: 'box', key: 'a' };
const body = Buffer.from('');

// S3 User Guide, "Working with object metadata": it is sent and given back in headers; each kind of it has 2 KB
const INVALID: [string, Record<string, string>, number, string, string][] = [
  ['a name that no header has', { 'x-amz-meta-a b': '1' }, 400, 'InvalidArgument', 'x-amz-meta-a b'],
  ['a name beyond ASCII', { 'x-amz-meta-ä': '1' }, 400, 'InvalidArgument', 'x-amz-meta-ä'],
  ['no name', { 'x-amz-meta-': '1' }, 400, 'InvalidArgument', 'x-amz-meta-'],
  ['a line end', { 'x-amz-meta-a': 'v\r\nx-amz-injected: 1' }, 400, 'InvalidArgument', 'x-amz-meta-a'],
  ['a control character', { 'content-type': 'a\u0001' }, 400, 'InvalidArgument', 'content-type'],
  ['half a surrogate pair', { 'x-amz-meta-a': '\ud800' }, 400, 'InvalidArgument', 'x-amz-meta-a'],
  ['more than 2 KB', { 'x-amz-meta-ab': 'é'.repeat(1023), 'x-amz-meta-c': '' }, 400, 'MetadataTooLarge', '2049'],
  ['more than 2 KB of the system\'s own', { 'content-type': 'a'.repeat(2048) }, 400, 'MetadataTooLarge', '2060'],
  ['a system\'s own value that it isn\'t known how to send', { 'content-disposition': '€' }, 501, 'NotImplemented', 'content-disposition'],
];

describe.each(INVALID)('metadata with %s', (_case, metadata, status, code, text) => {
  test('is not written', async () => {
    const { s3 } = storeWith();
    await s3.putObject({ bucket: 'box', key: 'source', body });
    for (const call of [
      () => s3.putObject({ ...object, body, metadata }),
      () => s3.copyObject({ ...object, source: { bucket: 'box', key: 'source' }, metadata }),
      () => s3.createMultipartUpload({ ...object, metadata }),
    ]) {
      await expect(call()).rejects.toMatchObject(refusal(status, code, text));
    }
  });

  test('is not seeded', () => {
    const { store } = storeWith();
    expect(() => store.seedObject('box', 'a', { body, metadata })).toThrow(text);
  });
});

test.each<Record<string, string>>([
  { 'x-amz-meta-a': 'Zürich €\t' },
  { 'x-amz-meta-ab': 'é'.repeat(1023), 'content-type': 'a'.repeat(2036) },
  { 'x-amz-meta-a': '' },
])('keeps metadata such as %j', async (metadata) => {
  const { s3 } = storeWith();
  await s3.putObject({ ...object, body, metadata });
  expect((await s3.headObject(object)).metadata).toEqual(metadata);
});

// API reference, CopyObject: `x-amz-website-redirect-location`
describe('the redirection of a website\'s page', () => {
  test.each(['', 'elsewhere', 'ftp://example.com', '/a\r\nb', '/€', `/${'a'.repeat(2048)}`])('isn\'t %j', async (websiteRedirect) => {
    const { s3, store } = storeWith();
    await s3.putObject({ bucket: 'box', key: 'source', body });
    const copy = s3.copyObject({ ...object, source: { bucket: 'box', key: 'source' }, websiteRedirect });
    await expect(copy).rejects.toMatchObject(refusal(400, 'InvalidRedirectLocation'));
    expect(() => store.seedObject('box', 'a', { body, websiteRedirect })).toThrow('website redirect location');
  });

  test.each(['/a', 'http://example.com/', 'https://example.com/'])('may be %s', async (websiteRedirect) => {
    const { s3 } = storeWith();
    await s3.putObject({ bucket: 'box', key: 'source', body });
    await s3.copyObject({ ...object, source: { bucket: 'box', key: 'source' }, websiteRedirect });
    expect(await s3.headObject(object)).toMatchObject({ websiteRedirect });
  });
});
