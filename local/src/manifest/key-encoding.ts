/**
 * A key as a manifest's CSV has it, and after it the report's: URL-encoded, with its slashes left as they are.
 * S3 User Guide, "Creating an S3 Batch Operations job", manifest format.
 */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/**
 * The key that a manifest's CSV means; undefined when the text isn't URL-encoded. Whether S3 takes a `+` for a space
 * isn't documented: here it is a plus sign.
 */
export function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
