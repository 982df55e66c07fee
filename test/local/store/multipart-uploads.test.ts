import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { checksumOf } from '../../../local/src/store/checksum';
import { MultipartUploads } from '../../../local/src/store/multipart-uploads';
import type { PutObjectRequest } from '../../../local/src/store/object-store';

const MIB = 1024 * 1024;
const object = { bucket: 'logs', key: 'a' };
const md5 = (content: Buffer) => createHash('md5').update(content);

function begun(checksum?: PutObjectRequest['checksum']) {
  let count = 0;
  const uploads = new MultipartUploads(() => `upload-${++count}`);
  const upload = { ...object, ...uploads.create({ ...object, metadata: { 'content-type': 'text/plain' }, checksum }) };
  const put = async (partNumber: number, body: Buffer) => ({ partNumber, ...await uploads.uploadPart({ ...upload, partNumber, body, checksum }) });
  return { uploads, upload, put };
}

const refusal = (code: string, status = 400) => expect.objectContaining({ code, status }) as Error;

test('puts parts together in the order of their numbers, whatever the order they came in', async () => {
  const { uploads, upload, put } = begun();
  const [first, last] = [Buffer.alloc(5 * MIB, 'a'), Buffer.from('end')];
  const parts = [await put(7, last), await put(2, first)].reverse().map(({ partNumber, etag }) => ({ partNumber, etag }));
  const assembled = await uploads.complete({ ...upload, parts });
  expect(parts.map(({ etag }) => etag)).toEqual([first, last].map((part) => md5(part).digest('hex')));
  expect((await buffer(assembled.body.open())).equals(Buffer.concat([first, last]))).toBe(true);
  expect(assembled).toMatchObject({
    object: { ...object, metadata: { 'content-type': 'text/plain' } },
    etag: `${md5(Buffer.concat([first, last].map((part) => md5(part).digest()))).digest('hex')}-2`,
    partSizes: [5 * MIB, 3],
    checksum: { algorithm: 'CRC64NVME', type: 'FULL_OBJECT', value: await checksumOf(Buffer.concat([first, last]), 'CRC64NVME') },
  });
});

test('keeps a composite checksum of the parts', async () => {
  const { uploads, upload, put } = begun({ algorithm: 'SHA256' });
  const bodies = [Buffer.alloc(5 * MIB), Buffer.from('end')];
  const parts = [await put(1, bodies[0]), await put(2, bodies[1])];
  const digests = bodies.map((body) => createHash('sha256').update(body).digest());
  expect(parts.map(({ checksum }) => checksum.value)).toEqual(digests.map((digest) => digest.toString('base64')));
  const chosen = parts.map(({ partNumber, etag, checksum: { value: sum } }) => ({ partNumber, etag, checksum: sum }));
  const { checksum } = await uploads.complete({ ...upload, parts: chosen });
  const value = `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-2`;
  expect(checksum).toEqual({ algorithm: 'SHA256', type: 'COMPOSITE', value });
});

test('keeps one checksum of all bytes where the upload asks for it', async () => {
  const { uploads, upload, put } = begun({ algorithm: 'CRC32', type: 'FULL_OBJECT' });
  const { partNumber, etag } = await put(1, Buffer.from('123456789'));
  const { checksum } = await uploads.complete({ ...upload, parts: [{ partNumber, etag }] });
  expect(checksum).toEqual({ algorithm: 'CRC32', type: 'FULL_OBJECT', value: Buffer.from('cbf43926', 'hex').toString('base64') });
});

test('takes the last part that came under a number', async () => {
  const { uploads, upload, put } = begun();
  await put(1, Buffer.from('old'));
  const { etag } = await put(1, Buffer.from('new'));
  const { body } = await uploads.complete({ ...upload, parts: [{ partNumber: 1, etag }] });
  expect((await buffer(body.open())).toString()).toBe('new');
});

test('refuses a small part that another one follows, and goes on', async () => {
  const { uploads, upload, put } = begun();
  const parts = [await put(1, Buffer.alloc(5 * MIB - 1)), await put(2, Buffer.from('b'))].map(({ partNumber, etag }) => ({ partNumber, etag }));
  await expect(uploads.complete({ ...upload, parts })).rejects.toThrow(refusal('EntityTooSmall'));
  expect(await uploads.complete({ ...upload, parts: parts.slice(1) })).toMatchObject({ partSizes: [1] });
});

test.each([
  ['a part that was never uploaded', 'InvalidPart', (etag: string) => [{ partNumber: 2, etag }]],
  ['another ETag', 'InvalidPart', () => [{ partNumber: 1, etag: '0'.repeat(32) }]],
  ['another checksum', 'InvalidPart', (etag: string) => [{ partNumber: 1, etag, checksum: 'AAAAAAAAAAA=' }]],
  ['parts that do not ascend', 'InvalidPartOrder', (etag: string) => [{ partNumber: 1, etag }, { partNumber: 1, etag }]],
  ['no part', 'MalformedXML', () => []],
])('refuses to complete an upload with %s', async (_, code, partsFor) => {
  const { uploads, upload, put } = begun();
  const { etag } = await put(1, Buffer.from('a'));
  await expect(uploads.complete({ ...upload, parts: partsFor(etag) })).rejects.toThrow(refusal(code));
});

test.each([0, 10_001, 1.5])('refuses a part with the number %d', async (partNumber) => {
  await expect(begun().put(partNumber, Buffer.from('a'))).rejects.toThrow(refusal('InvalidArgument'));
});

test('refuses a part with another checksum than its bytes have, or than its upload has', async () => {
  const { uploads, upload } = begun({ algorithm: 'CRC32' });
  const part = { ...upload, partNumber: 1, body: Buffer.from('a') };
  await expect(uploads.uploadPart({ ...part, checksum: { algorithm: 'CRC32', expected: 'AAAAAA==' } })).rejects.toThrow(refusal('BadDigest'));
  await expect(uploads.uploadPart({ ...part, checksum: { algorithm: 'SHA1' } })).rejects.toThrow(refusal('InvalidRequest'));
});

test('refuses a part without the checksum that a composite one is made of, to be uploaded and to be completed with', async () => {
  const { uploads, upload, put } = begun({ algorithm: 'CRC32C' });
  await expect(uploads.uploadPart({ ...upload, partNumber: 1, body: Buffer.from('a') })).rejects.toThrow(refusal('InvalidRequest'));
  const { etag } = await put(1, Buffer.from('a'));
  await expect(uploads.complete({ ...upload, parts: [{ partNumber: 1, etag }] })).rejects.toThrow(refusal('InvalidRequest'));
});

test('checks a part of an upload that names no checksum against whichever it brings, and keeps its own', async () => {
  const { uploads, upload } = begun();
  const part = { ...upload, partNumber: 1, body: Buffer.from('123456789') };
  const crc32 = Buffer.from('cbf43926', 'hex').toString('base64');
  await expect(uploads.uploadPart({ ...part, checksum: { algorithm: 'CRC32', expected: 'AAAAAA==' } })).rejects.toThrow(refusal('BadDigest'));
  const { etag, checksum } = await uploads.uploadPart({ ...part, checksum: { algorithm: 'CRC32', expected: crc32 } });
  expect(checksum).toMatchObject({ algorithm: 'CRC32', value: crc32 });
  await expect(uploads.complete({ ...upload, parts: [{ partNumber: 1, etag, checksum: crc32 }] })).rejects.toThrow(refusal('InvalidPart'));
  const assembled = await uploads.complete({ ...upload, parts: [{ partNumber: 1, etag }] });
  expect(assembled.checksum).toMatchObject({ algorithm: 'CRC64NVME', value: await checksumOf(part.body, 'CRC64NVME') });
});

test('knows no upload that ended, nor one of another object', async () => {
  const { uploads, upload, put } = begun();
  const { etag } = await put(1, Buffer.from('a'));
  expect(() => uploads.abort({ ...upload, key: 'b' })).toThrow(refusal('NoSuchUpload', 404));
  await uploads.complete({ ...upload, parts: [{ partNumber: 1, etag }] });
  await expect(put(2, Buffer.from('b'))).rejects.toThrow(refusal('NoSuchUpload', 404));
  expect(() => uploads.abort(upload)).toThrow(refusal('NoSuchUpload', 404));
});
