import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AssemblyError, partOfAssembly } from './part-of-assembly';
import { isJsonObject, type Json } from './template';

/**
 * Reads a JSON file of an assembly, which must hold an object; an error names the file.
 * @param root the assembly's folder, which nothing leads out of
 * @param remedy what to do when it isn't there. Default: to synthesize the app again
 */
export function readJson<Content>(root: string, directory: string, file: string, remedy?: string): Content {
  const path = partOfAssembly(root, join(directory, file), remedy);
  // of a pipe the bytes may never come
  if (!statSync(path).isFile()) throw new AssemblyError(path, 'it is no file', remedy);
  let content: Json;
  try {
    content = JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (error) {
    throw new AssemblyError(path, (error as Error).message, undefined, error);
  }
  if (!isJsonObject(content)) throw new AssemblyError(path, 'it holds no JSON object');
  return content as Content;
}
