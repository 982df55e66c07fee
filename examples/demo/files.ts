import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { FILES_BUCKET, MANIFEST } from './app';

/** What of a checkout isn't its own, or is made of it. */
export const EXCLUDED = ['node_modules', '.git', 'lib', 'assets', 'coverage', 'test-reports', '.docs', '.jsii'];

/** The keys that the files of a folder get as objects. */
export function keysOf(folder: string): string[] {
  const within = (directory: string): string[] => readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !EXCLUDED.includes(name))
    .flatMap((entry) => entry.isDirectory() ? within(join(directory, entry.name)) : [join(directory, entry.name)]);
  return within(folder).map((file) => relative(folder, file).split(sep).join('/'));
}

/** Writes a manifest of the keys into a folder, as a bucket holds it. */
export function writeManifest(folder: string, keys: readonly string[]): void {
  const file = join(folder, MANIFEST.key);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, keys.map((key) => `${FILES_BUCKET},${encodeKey(key)}\n`).join(''));
}

/** The key that a reader knows best: the first of the shallowest that begins with a letter. */
export function shallowest(keys: readonly string[]): string {
  const depth = (key: string) => key.split('/').length;
  const [first = ''] = [...keys].filter((key) => /^[A-Za-z]/.test(key)).sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return first;
}

/** A key as a CSV manifest has it: encoded as in a URL, slashes as they are. */
function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
