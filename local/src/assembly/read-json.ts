import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads a JSON file of an assembly; an error names the file. */
export function readJson<Content>(directory: string, file: string): Content {
  const path = join(directory, file);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (error) {
    throw new Error(`${path} can't be read as a part of a cloud assembly: ${(error as Error).message}`, { cause: error });
  }
}
