import { S3Error } from './s3-error';

/** In bytes of UTF-8. S3 User Guide, "Naming Amazon S3 objects". */
const LONGEST = 1024;

/** Refuses a key that no object can have: it is 1 to 1,024 bytes of UTF-8. */
export function checkKey(key: string): void {
  if (key === '') throw invalidKey('a key must have 1 byte at least');
  if (/\p{Surrogate}/u.test(key)) throw invalidKey(`a key must be Unicode, got half a surrogate pair in: ${JSON.stringify(key)}`);
  const size = Buffer.byteLength(key);
  if (size > LONGEST) throw new S3Error(400, 'KeyTooLongError', `Your key is too long: ${LONGEST} bytes at most, got: ${size} that begin with ${[...key].slice(0, 40).join('')}`);
}

function invalidKey(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
