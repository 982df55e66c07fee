import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** This checkout. */
export const ROOT = join(__dirname, '..', '..');

/** A package as npm would publish it, from what is built. */
export interface Packed {
  /** The tarball. */
  readonly file: string;
  /** Of the tarball, in bytes. */
  readonly size: number;
  /** Paths in the package, sorted. */
  readonly paths: readonly string[];
}

/** Packs the constructs, or the package in another folder of the checkout, into a folder. */
export function pack(folder: string, packageFolder = '.'): Packed {
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: join(ROOT, packageFolder),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ filename, size, files }] = JSON.parse(output) as [{ filename: string; size: number; files: { path: string }[] }];
  return { file: join(folder, filename), size, paths: files.map(({ path }) => path).sort() };
}

/** Lays a package open in a folder, as an installation does, and tells what its package.json says. */
export function unpack({ file }: Packed, folder: string): PackageJson {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** What of a package.json is looked at. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A folder of the caller's own. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'packages-'));
}
