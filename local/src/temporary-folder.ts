import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 's3-batch-operations-local-';

/** Makes a folder for temporary files. */
export function newTemporaryFolder(parent = tmpdir()): string {
  try {
    return mkdtempSync(join(parent, PREFIX));
  } catch (error) {
    throw new Error(`TMPDIR must name a folder that this user may write to, got: ${parent} (${(error as Error).message})`, { cause: error });
  }
}

/** Refuses to go on where no temporary files can be written, which nobody would want to learn in the middle. */
export function requireTemporaryFiles(parent?: string): void {
  rmdirSync(newTemporaryFolder(parent));
}
