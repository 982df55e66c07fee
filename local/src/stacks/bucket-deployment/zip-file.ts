import { crc32, inflateRawSync } from 'node:zlib';

/** Signatures, as they stand in a file, and how long what begins with them is. APPNOTE.TXT, ".ZIP File Format Specification", 4.3. */
const END = { signature: 0x06054b50, bytes: 22, longestComment: 0xffff };
const ENTRY = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };

/** What stands for a number that is too large for its field; then it is elsewhere, in the form ZIP64. */
const TOO_LARGE = 0xffffffff;

/** Names are in UTF-8, and an entry is encrypted: bits of its flags. */
const FLAGS = { encrypted: 1, utf8: 0x800 };

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * The files of a zip file, by path.
 * @param name how messages call it
 */
export function* unzipped(zip: Buffer, name: string): Generator<[string, Buffer]> {
  for (const entry of entriesOf(zip, name)) {
    if (!entry.name.endsWith('/')) yield [safePath(entry.name, name), bytesOf(entry, zip, name)];
  }
}

function* entriesOf(zip: Buffer, name: string): Generator<Entry> {
  const end = endOf(zip, name);
  let at = zip.readUInt32LE(end + 16);
  const count = zip.readUInt16LE(end + 10);
  if (at === TOO_LARGE || count === 0xffff) throw new Error(`the zip file ${name} is in the form ZIP64, which isn't read here`);
  for (let index = 0; index < count; index++) {
    requireSignature(zip, at, ENTRY, name);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const flags = zip.readUInt16LE(at + 8);
    const nameEnd = at + ENTRY.bytes + nameBytes;
    yield {
      name: nameIn(zip.subarray(at + ENTRY.bytes, nameEnd), flags, name),
      flags,
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    };
    at = nameEnd + extraBytes + commentBytes;
  }
}

/** Where the file's last record begins; a comment may come after it. */
function endOf(zip: Buffer, name: string): number {
  for (let at = zip.length - END.bytes; at >= Math.max(0, zip.length - END.bytes - END.longestComment); at--) {
    if (zip.readUInt32LE(at) === END.signature) return at;
  }
  throw new Error(`${name} is no zip file`);
}

function bytesOf({ name: path, flags, method, crc, packedSize, size, offset }: Entry, zip: Buffer, name: string): Buffer {
  const where = `${path} in the zip file ${name}`;
  if (isSet(flags, FLAGS.encrypted)) throw new Error(`${where} is encrypted`);
  if ([packedSize, size, offset].includes(TOO_LARGE)) throw new Error(`${where} is in the form ZIP64, which isn't read here`);
  requireSignature(zip, offset, LOCAL, name);
  const start = offset + LOCAL.bytes + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw new Error(`${where} is packed by the method ${method}, and only 0 (stored) and 8 (deflated) are unpacked here`);
  const bytes = method === 0 ? packed : inflateRawSync(packed);
  if (bytes.length !== size || crc32(bytes) !== crc) throw new Error(`${where} is broken: its bytes aren't those that it was made of`);
  return bytes;
}

/** Names that aren't said to be in UTF-8 are in an old character set, and alike in ASCII alone. */
function nameIn(bytes: Buffer, flags: number, zip: string): string {
  const name = bytes.toString();
  if (!isSet(flags, FLAGS.utf8) && /[^\0-\x7f]/.test(name)) throw new Error(`the zip file ${zip} has a name beyond ASCII that isn't said to be in UTF-8: ${name}`);
  return name;
}

function isSet(flags: number, flag: number): boolean {
  return Math.floor(flags / flag) % 2 === 1;
}

/** A path that leads out of the folder isn't taken for one within it. */
function safePath(path: string, zip: string): string {
  if (path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.' || part === '') || path.includes('\\')) {
    throw new Error(`the zip file ${zip} has a file whose path isn't a plain one: ${path}`);
  }
  return path;
}

function requireSignature(zip: Buffer, at: number, { signature, bytes }: typeof ENTRY, name: string): void {
  if (at + bytes > zip.length || zip.readUInt32LE(at) !== signature) throw new Error(`the zip file ${name} is broken at byte ${at}`);
}
