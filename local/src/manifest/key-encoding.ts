import type { Choices } from '../unknowns';

/**
 * A key as a manifest's CSV has it, and after it the report's: URL-encoded, with its slashes left as they are.
 * S3 User Guide, "Creating an S3 Batch Operations job", manifest format.
 */
export function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/');
}

/** The key that a manifest's CSV means; undefined when the text isn't URL-encoded. */
export function decodeKey(encoded: string, unknowns: Choices): string | undefined {
  // the open question is asked only where something depends on it
  const text = encoded.includes('+') && unknowns.plusInKeys === 'a space' ? encoded.replaceAll('+', '%20') : encoded;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
