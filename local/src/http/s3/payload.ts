import { createHash } from 'node:crypto';
import { checksumIn } from './checksum';
import { type ChunkedBody, dechunked } from './chunked-body';
import { headerOf, type S3Request } from './request';
import { checkedChecksum } from '../../store/checksum';
import type { PutObjectRequest } from '../../store/object-store';
import { S3Error } from '../../store/s3-error';

/** Headers about the payload, for whichever call has one. */
export const PAYLOAD_HEADERS = ['x-amz-sdk-checksum-algorithm', 'x-amz-checksum-*', 'x-amz-trailer', 'x-amz-decoded-content-length'];

/** What of a payload's hash isn't one. S3 API reference, "Signature calculations", `x-amz-content-sha256`. */
const UNHASHED = /^(UNSIGNED-PAYLOAD|STREAMING-.+)$/;

/** The bytes that a request brings, and the checksum that it brought of them. */
export interface Payload {
  readonly body: Buffer;
  readonly checksum?: PutObjectRequest['checksum'];
}

/** What a request brings, checked against whatever it says of it. */
export async function payloadIn(request: S3Request): Promise<Payload> {
  const { headers } = request;
  const { body, trailers } = chunksIn(request);
  const length = headerOf(headers, 'x-amz-decoded-content-length');
  if (length !== undefined && Number(length) !== body.length) {
    throw new S3Error(400, 'IncompleteBody', `You did not provide the number of bytes specified: ${length}, got: ${body.length}`);
  }
  const announced = headerOf(headers, 'x-amz-trailer');
  if (announced !== undefined && !Object.hasOwn(trailers, announced)) {
    throw new S3Error(400, 'MalformedTrailerError', `The request announced the trailer ${announced} and did not bring it`);
  }
  checkMd5(body, headerOf(headers, 'content-md5'));
  const checksum = checksumIn({ ...headers, ...trailers });
  if (!checksum) return { body };
  await checkedChecksum(body, checksum);
  return { body, checksum };
}

/** Refuses a body that isn't the one that its request was signed for. API reference, "Error responses". */
export function checkContentHash({ headers, body }: S3Request): void {
  const expected = headerOf(headers, 'x-amz-content-sha256');
  if (expected === undefined || UNHASHED.test(expected)) return;
  if (createHash('sha256').update(body).digest('hex') !== expected) {
    throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'The provided \'x-amz-content-sha256\' header does not match what was computed.');
  }
}

function chunksIn({ headers, body }: S3Request): ChunkedBody {
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
