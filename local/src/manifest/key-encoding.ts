/**
 * A key as a manifest's CSV has it, and after it the report's: URL-encoded, with its slashes left as they are.
 * S3 User Guide, "Creating an S3 Batch Operations job", manifest format.
 */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
