const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name as text; refuses one that isn't UTF-8, which file systems have and keys of S3 can't be. */
export function utf8Name(name: Buffer, directory: string): string {
  try {
    return strict.decode(name);
  } catch (error) {
    const shown = name.toString('latin1').replaceAll(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
    throw new Error(`${directory} has ${shown}, whose name isn't UTF-8, as a key must be; rename it, or give a folder without it`, { cause: error });
  }
}
