import { MANIFEST_KEY_LENGTH, OBJECT_KEY_LENGTH, VERSION_ID_LENGTH } from '../limits';

/** A row of a manifest without its bucket, or why it can be none. */
export type CheckedRow = ManifestRow | { readonly problem: string };

/** A row of a manifest without its bucket. */
export interface ManifestRow {
  /** As it stands in the manifest. */
  readonly text: string;
  /** The key that it names, as the object has it. */
  readonly key: string;
}

/** What a URL-encoded key is made of: `+` isn't documented to stand for itself. */
const ENCODED = /^(?:[A-Za-z0-9\-._~!$&'()*;=:@/]|%[0-9A-Fa-f]{2})*$/;

/** What a version id is made of: "URL-ready" characters, of which S3's own examples have letters, digits and `+/._-`. */
const VERSION_ID = /^[A-Za-z0-9\-._~!$&'()*;=:@/+]+$/;

/**
 * A key as a manifest has it: URL-encoded as UTF-8, its slashes as they are; undefined where it isn't Unicode.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-batchjob-manifest
 */
export function encodeKey(key: string): string | undefined {
  return orUndefined(() => encodeURIComponent(key).replaceAll('%2F', '/'));
}

/** The key that a manifest's field names; undefined where the field isn't URL-encoded. */
export function decodeKey(field: string): string | undefined {
  return ENCODED.test(field) ? orUndefined(() => decodeURIComponent(field)) : undefined;
}

/** What a key must be and isn't: a sentence without its subject. */
export function keyRule(key: string): string | undefined {
  const bytes = Buffer.byteLength(key);
  return bytes >= 1 && bytes <= OBJECT_KEY_LENGTH ? undefined : `must have 1 to ${OBJECT_KEY_LENGTH} bytes of UTF-8`;
}

/** What a key in a manifest's spelling must be and isn't: a sentence without its subject. */
export function encodedKeyRule(field: string): string | undefined {
  return field.length <= MANIFEST_KEY_LENGTH ? undefined : `must have at most ${MANIFEST_KEY_LENGTH} characters when it is URL-encoded, and has ${field.length}`;
}

/** What a version id must be and isn't: a sentence without its subject. */
export function versionIdRule(versionId: string): string | undefined {
  return VERSION_ID.test(versionId) && versionId.length <= VERSION_ID_LENGTH
    ? undefined
    : `must be a version's id as S3 gives it, 1 to ${VERSION_ID_LENGTH} characters, or null for the version without one`;
}

/** What both begin with. */
export function commonStart(a: string, b: string): string {
  let start = a;
  while (!b.startsWith(start)) {
    start = start.slice(0, -1);
  }
  return start;
}

function orUndefined(decode: () => string): string | undefined {
  try {
    return decode();
  } catch {
    // how both directions say that the text is none
    return undefined;
  }
}
