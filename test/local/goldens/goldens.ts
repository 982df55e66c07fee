import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = 'sources.json';

/** What AWS wrote, or S3 was seen to write: each file's text. */
export function golden(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8');
}

/** Where each golden is from. */
export function sourcesOfGoldens(): { readonly [name: string]: string } {
  return JSON.parse(golden(SOURCES)) as { readonly [name: string]: string };
}

/** The names of all goldens. */
export function goldenNames(): string[] {
  return readdirSync(__dirname).filter((name) => !name.endsWith('.ts') && name !== SOURCES).sort();
}
