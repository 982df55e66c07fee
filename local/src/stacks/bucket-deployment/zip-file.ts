import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

/**
 * The files of a zip file, by path.
 * @param name how messages call it
 */
export async function* unzipped(zip: Buffer, name: string): AsyncGenerator<[string, Buffer]> {
  try {
    const file = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true });
    for await (const entry of file.eachEntry()) {
      if (!entry.fileName.endsWith('/')) yield [plainPath(entry), await bytesOf(entry, file)];
    }
  } catch (error) {
    throw new Error(`the zip file ${name} can't be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

async function bytesOf(entry: Entry, file: ZipFile): Promise<Buffer> {
  const bytes = await buffer(await file.openReadStreamPromise(entry));
  if (crc32(bytes) !== entry.crc32) throw new Error(`the bytes of ${entry.fileName} aren't those that it was made of`);
  return bytes;
}

/** A path that would be another one once it is unpacked isn't taken as it stands; one that leads out of the folder never comes this far. */
function plainPath({ fileName }: Entry): string {
  if (fileName.split('/').some((part) => part === '.' || part === '')) throw new Error(`the path ${fileName} isn't a plain one`);
  return fileName;
}
