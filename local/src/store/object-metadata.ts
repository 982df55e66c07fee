import type { ObjectMetadata } from './object-store';
import { S3Error } from './s3-error';

const USER_PREFIX = 'x-amz-meta-';

/** In bytes of UTF-8, names and values together, each kind for itself. S3 User Guide, "Working with object metadata". */
const LARGEST = 2048;

/** What a header's name consists of. RFC 9110, "Tokens". */
const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

/** What no header can hold: control characters beside the tab, and halves of surrogate pairs. RFC 9110, "Field values". */
const UNSENDABLE = /[\0-\x08\x0a-\x1f\x7f]|\p{Surrogate}/u;

/** Refuses metadata that S3 couldn't give back, because it gives it back in headers, or that is more than it keeps. */
export function checkMetadata(metadata: ObjectMetadata): void {
  const entries = Object.entries(metadata);
  for (const [name, value] of entries) checkHeader(name, value);
  const isOfUser = ([name]: [string, string]) => name.startsWith(USER_PREFIX);
  for (const kind of [entries.filter(isOfUser), entries.filter((entry) => !isOfUser(entry))]) checkSize(kind);
}

/** Refuses what no page of a website can be redirected to. API reference, CopyObject: `x-amz-website-redirect-location`. */
export function checkRedirect(location: string): void {
  if (!/^(\/|https?:\/\/)/.test(location) || UNSENDABLE.test(location) || hasBeyondLatin1(location)) {
    throw new S3Error(400, 'InvalidRedirectLocation', `The website redirect location must have a prefix of 'http://' or 'https://' or '/'. Got: ${location}`);
  }
  if (Buffer.byteLength(location) > LARGEST) throw new S3Error(400, 'InvalidRedirectLocation', `The website redirect location may have ${LARGEST} bytes`);
}

function checkHeader(name: string, value: string): void {
  if (!TOKEN.test(name) || name === USER_PREFIX) throw invalidMetadata(`\`${name}\` can't be the name of an HTTP header`);
  if (UNSENDABLE.test(value)) throw invalidMetadata(`the value of \`${name}\` has a character that no HTTP header can hold`);
  if (!name.startsWith(USER_PREFIX) && hasBeyondLatin1(value)) {
    // only of user-defined metadata it is documented how they are sent
    throw new S3Error(501, 'NotImplemented', `not implemented here: characters beyond ISO 8859-1 in \`${name}\``);
  }
}

function checkSize(entries: readonly [string, string][]): void {
  const size = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name.replace(USER_PREFIX, '')) + Buffer.byteLength(value), 0);
  if (size > LARGEST) {
    throw new S3Error(400, 'MetadataTooLarge', `Your metadata headers exceed the maximum allowed metadata size: ${LARGEST} bytes, got: ${size}`);
  }
}

function hasBeyondLatin1(text: string): boolean {
  return /[^\0-\xff]/.test(text);
}

function invalidMetadata(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
