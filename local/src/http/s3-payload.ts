import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type ChunkedBody, dechunked } from './s3-chunked-body';
import { notImplemented } from './s3-options';
import { headerOf, type S3Request } from './s3-request';
import { S3Error } from '../store/s3-error';

/** Headers about the payload, for whichever call has one. */
export const PAYLOAD_HEADERS = ['x-amz-sdk-checksum-algorithm', 'x-amz-checksum-*', 'x-amz-trailer', 'x-amz-decoded-content-length'];

const CHECKSUM = 'x-amz-checksum-';

/** The checksums that can be checked, in base64. S3 User Guide, "Checking object integrity". */
const ALGORITHMS: { readonly [name: string]: (body: Buffer) => string } = {
  crc32: (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  },
  sha1: (body) => createHash('sha1').update(body).digest('base64'),
  sha256: (body) => createHash('sha256').update(body).digest('base64'),
};

/** The bytes that a request brings, checked against whatever it says of them. */
export function payloadIn(request: S3Request): Buffer {
  const { headers } = request;
  const { body, trailers } = bodyIn(request);
  const length = headerOf(headers, 'x-amz-decoded-content-length');
  if (length !== undefined && Number(length) !== body.length) {
    throw new S3Error(400, 'IncompleteBody', `You did not provide the number of bytes specified: ${length}, got: ${body.length}`);
  }
  const announced = headerOf(headers, 'x-amz-trailer');
  if (announced !== undefined && !Object.hasOwn(trailers, announced)) {
    throw new S3Error(400, 'MalformedTrailerError', `The request announced the trailer ${announced} and did not bring it`);
  }
  checkMd5(body, headerOf(headers, 'content-md5'));
  checkSums(body, { ...headers, ...trailers });
  return body;
}

function bodyIn({ headers, body }: S3Request): ChunkedBody {
  const isChunked = headerOf(headers, 'x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
  return isChunked ? dechunked(body) : { body, trailers: {} };
}

function checkMd5(body: Buffer, expected: string | undefined): void {
  if (expected === undefined) return;
  if (Buffer.from(expected, 'base64').length !== 16) throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.');
  if (createHash('md5').update(body).digest('base64') !== expected) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

function checkSums(body: Buffer, fields: { readonly [name: string]: unknown }): void {
  for (const name of Object.keys(fields).filter((field) => field.startsWith(CHECKSUM) && field !== `${CHECKSUM}mode`)) {
    const algorithm = name.slice(CHECKSUM.length);
    if (!Object.hasOwn(ALGORITHMS, algorithm)) throw notImplemented(`checksums by ${algorithm}`);
    if (ALGORITHMS[algorithm](body) !== fields[name]) {
      throw new S3Error(400, 'BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
    }
  }
}
