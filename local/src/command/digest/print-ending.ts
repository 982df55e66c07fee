import { item } from './digest-item';
import type { DigestedUnknown, RunDigest } from './run-digest';

/**
 * The sections that end a digest: what its run doesn't tell. Where something went wrong that may be what it is about, and is
 * told whole; otherwise a line names it.
 */
export function endingSections(digest: RunDigest): string[][] {
  const { unknowns, notEvaluated, clockFactor } = digest;
  const clock = item(`The clock ran ${clockFactor} times as fast as real time.`, 0);
  if (wentWell(digest)) return [[...unknowns.length === 0 ? [] : unknownNames(unknowns), ...uncheckedCount(notEvaluated), ...clock]];
  return [
    unknowns.length === 0 ? [] : ['Not documented, and it mattered:', ...unknowns.flatMap(unknownLines)],
    ['Not checked here, though it decides about permissions in an account:', ...item(`${notEvaluated.join('; ')}.`)],
    clock,
  ];
}

function wentWell({ outcome, jobs, denied }: RunDigest): boolean {
  return outcome === 'succeeded' && denied.length === 0 && jobs.every(({ tasks }) => tasks.failed === 0);
}

function unknownNames(unknowns: readonly DigestedUnknown[]): string[] {
  const names = unknowns.map(({ name, choice }) => `${name} (${String(choice)})`);
  return item(`Not documented, and it mattered: ${names.join(', ')}; see docs/LOCAL.md.`, 0);
}

function uncheckedCount(notEvaluated: readonly string[]): string[] {
  return item(`Not checked here: ${notEvaluated.length} things that decide about permissions; see docs/LOCAL.md.`, 0);
}

function unknownLines({ name, question, choice }: DigestedUnknown): string[] {
  return [...item(question), ...item(`taken here: ${String(choice)}; --unknown ${name}=… chooses`, 4)];
}
