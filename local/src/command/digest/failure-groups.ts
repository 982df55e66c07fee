import type { FailureGroup } from './run-digest';
import type { FailedTask } from '../../engine/failed-task';
import { taskAdvice } from '../advice/failure-advice';

/**
 * Failures by code and by what is to be made of them, in the order of the first of each kind.
 * @param missing the buckets that the job asked for and that weren't there
 */
export function failureGroups(failures: readonly FailedTask[], missing: readonly string[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const { status, code, ...example } of failures) {
    const advice = taskAdvice(code, example.message, missing);
    const kind = JSON.stringify([status, code, advice.meaning]);
    const known = groups.get(kind) ?? { status, code, count: 0, example, advice };
    groups.set(kind, { ...known, count: known.count + 1 });
  }
  return [...groups.values()];
}
