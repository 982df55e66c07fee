import { createHash } from 'node:crypto';
import type { JobInput } from './job-input';
import { canonicalRun } from '../src/private/canonical';

/**
 * The versions of the canonical form: of everything that decides about a run, and of the `runId` alone. A new one makes
 * old hashes incomparable: see {@link isSameRun}.
 */
const HASH_VERSIONS = { CHANGE: '1', RUN_ID: '1r' };

/** What CloudFormation keeps of a run. */
export type PhysicalId =
  /** `<jobId>/<version>-<runHash>`: a job, and the definition that it runs */
  | { readonly kind: 'job'; readonly jobId: string; readonly run: string }
  /** `none/<version>-<runHash>`: that definition has no job. `none/<RequestId>`: CreateJob was certainly refused */
  | { readonly kind: 'none'; readonly run: string }
  /** `unknown/<RequestId>`: whether CreateJob came through was never learnt */
  | { readonly kind: 'unknown'; readonly requestId: string }
  /** made up by CloudFormation, which stopped waiting for our answer */
  | { readonly kind: 'invented' };

export function parsePhysicalId(id: string): PhysicalId {
  const slash = id.indexOf('/');
  if (slash < 0) {
    return { kind: 'invented' };
  }
  const [name, rest] = [id.slice(0, slash), id.slice(slash + 1)];
  switch (name) {
    case 'none': return { kind: 'none', run: rest };
    case 'unknown': return { kind: 'unknown', requestId: rest };
    default: return { kind: 'job', jobId: name, run: rest };
  }
}

export function jobPhysicalId(jobId: string, input: JobInput): string {
  return `${jobId}/${runOf(input)}`;
}

/** `<version>-<runHash>`: names a definition, whichever job runs it. */
export function runOf({ request, runId, runOn }: JobInput): string {
  return `${HASH_VERSIONS[runOn ?? 'CHANGE']}-${createHash('sha256').update(canonicalRun(request, runId, runOn)).digest('hex')}`;
}

/**
 * Whether a resource keeps its run. An id of another hash version can't be compared with today's hashes; then the old
 * properties and the new ones are compared under today's, so that neither a new version of this library nor another
 * `runOn` re-runs anything by itself. An id that holds no hash, because there was nothing to run, is never the same.
 */
export function isSameRun(id: PhysicalId, input: JobInput, old: () => JobInput): boolean {
  const version = id.kind === 'job' || id.kind === 'none' ? /^(\w+)-[0-9a-f]{64}$/.exec(id.run)?.[1] : undefined;
  switch (version) {
    case undefined: return false;
    case HASH_VERSIONS[input.runOn ?? 'CHANGE']: return ('run' in id && id.run === runOf(input)) || isSwitched(input, old);
    default: return runOf({ ...old(), runOn: input.runOn }) === runOf(input);
  }
}

/** Whether today's code could have made a run's hash, so that another hash is of another definition. */
export function isOfKnownForm(run: string): boolean {
  return Object.values(HASH_VERSIONS).some((version) => run.startsWith(`${version}-`));
}

/** Whether a run is of a definition, in whichever form it had when the run began. */
export function isOfDefinition(run: string, input: JobInput): boolean {
  return [undefined, 'RUN_ID' as const].some((runOn) => run === runOf({ ...input, runOn }));
}

/** Whether an id says in today's form that it is of another definition. Kept all the same, it has been so since `runOn` was another one. */
export function isOfOlderDefinition(id: PhysicalId, input: JobInput): boolean {
  const run = runOf(input);
  return 'run' in id && id.run !== run && id.run.split('-')[0] === run.split('-')[0];
}

/** Whether nothing but `runOn` is another one. Old properties that can't be read say nothing. */
function isSwitched(input: JobInput, old: () => JobInput): boolean {
  try {
    const { runOn, ...rest } = old();
    return runOn !== input.runOn && runOf({ ...rest, runOn: input.runOn }) === runOf(input);
  } catch {
    return false;
  }
}
