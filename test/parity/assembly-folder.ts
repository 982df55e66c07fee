import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Where apps are synthesized to: one folder for all, so that the CDK copies the handler's code and computes its hash once. */
export function assemblyFolder(): string {
  return folder ??= mkdtempSync(join(tmpdir(), 'parity-'));
}

export function removeAssemblyFolder(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
}
