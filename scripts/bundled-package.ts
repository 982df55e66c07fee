import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './third-party-licenses';

const LICENSE_FILE = /^(licen[cs]e|copying)(-[^.]+)?(\.(md|markdown|txt))?$/i;
const NOTICE_FILE = /^notice(\.(md|markdown|txt))?$/i;

/** What a package says of itself in its directory. */
export function readBundledPackage(directory: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name).sort();
  const texts = [LICENSE_FILE, NOTICE_FILE].flatMap((wanted) => files.filter((file) => wanted.test(file)));
  return {
    name,
    version,
    // the forms from before SPDX, an object or a list of them, say too little to go by
    ...typeof license === 'string' && { license },
    texts: texts.map((file) => readFileSync(join(directory, file), 'utf8')),
  };
}
