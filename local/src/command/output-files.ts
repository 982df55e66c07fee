import { access, constants, mkdir, open, rename, writeFile } from 'node:fs/promises';
import type { RunPlan } from './options/run-options';
import { UsageError } from './options/usage-error';

/** What stands for the standard output where a file is asked for. */
export const STANDARD_OUTPUT = '-';

/** Refuses places where the outcome of a run can't go: it isn't to be lost after minutes. */
export async function requireWritable({ reports, json }: Pick<RunPlan, 'reports' | 'json'>): Promise<void> {
  if (reports !== undefined) {
    await mkdir(reports, { recursive: true }).catch(refused('reports', reports));
    await access(reports, constants.W_OK).catch(refused('reports', reports));
  }
  if (json === undefined || json === STANDARD_OUTPUT) return;
  // appending changes nothing that is there
  const file = await open(json, 'a').catch(refused('json', json));
  await file.close();
}

/** Writes a file as a whole, or leaves what was there. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}

function refused(option: string, path: string): (error: Error) => never {
  return (error) => {
    throw new UsageError(`--${option} must be where this user may write, got: ${path} (${error.message})`);
  };
}
