import { payloadIn } from '../../../../local/src/http/s3/payload';

const CHUNKED = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
const SIGNED = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
// CRC-32 of `hello you`
const crc32 = 'iOOe2w==';

async function payload(body: string, headers: { [name: string]: string }): Promise<string> {
  const request = { method: 'PUT', bucket: 'logs', key: 'a', query: new URLSearchParams(), headers, body: Buffer.from(body) };
  return (await payloadIn(request)).body.toString();
}

test.each([
  ['in one piece', 'hello you', {}],
  ['in chunks', '6\r\nhello \r\n3\r\nyou\r\n0\r\n\r\n', CHUNKED],
  ['in chunks with signatures', '9;chunk-signature=ab\r\nhello you\r\n0;chunk-signature=cd\r\n\r\n', SIGNED],
  ['in chunks with a checksum behind them', `9\r\nhello you\r\n0\r\nx-amz-checksum-crc32:${crc32}\r\n\r\n`, { ...CHUNKED, 'x-amz-trailer': 'x-amz-checksum-crc32' }],
  ['of the announced length', '9\r\nhello you\r\n0\r\n\r\n', { ...CHUNKED, 'x-amz-decoded-content-length': '9' }],
  ['with a checksum before it', 'hello you', { 'x-amz-checksum-crc32': crc32 }],
])('takes a body %s', async (_case, body, headers) => {
  expect(await payload(body, headers)).toBe('hello you');
});

test('keeps line ends that belong to the bytes', async () => {
  expect(await payload('4\r\n\r\n0\r\r\n0\r\n\r\n', CHUNKED)).toBe('\r\n0\r');
});

test.each<[string, string, string, { [name: string]: string }]>([
  ['a chunk that is cut off', 'IncompleteBody', '9\r\nhello', CHUNKED],
  ['no last chunk', 'IncompleteBody', '5\r\nhello\r\n', CHUNKED],
  ['a chunk without its length', 'IncompleteBody', 'hello\r\n0\r\n\r\n', CHUNKED],
  ['another length than announced', 'IncompleteBody', '5\r\nhello\r\n0\r\n\r\n', { ...CHUNKED, 'x-amz-decoded-content-length': '9' }],
  ['a trailer that was announced and is missing', 'MalformedTrailerError', '5\r\nhello\r\n0\r\n\r\n', { ...CHUNKED, 'x-amz-trailer': 'x-amz-checksum-crc32' }],
  ['a wrong checksum behind it', 'BadDigest', `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crc32}\r\n\r\n`, CHUNKED],
  ['a wrong checksum before it', 'BadDigest', 'hello', { 'x-amz-checksum-crc32': crc32 }],
])('refuses a body with %s', async (_case, code, body, headers) => {
  await expect(payload(body, headers)).rejects.toThrow(expect.objectContaining({ status: 400, code }));
});
