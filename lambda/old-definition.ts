import { readJobInput, type JobInput } from './job-input';
import { runOf } from './physical-id';
import type { JobProperties } from '../src/private/contract';

/** A definition that came with an event, as far as its run can be told at all. */
export function readOrNone(properties: JobProperties): JobInput | undefined {
  try {
    const input = readJobInput(properties);
    runOf(input);
    return input;
  } catch {
    return undefined;
  }
}

/** Whether a run is of a definition. One that can't be read never had a run. */
export function isRunOf(run: string, properties: JobProperties): boolean {
  const input = readOrNone(properties);
  return input !== undefined && run === runOf(input);
}
