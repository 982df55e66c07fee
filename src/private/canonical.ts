import type { JobRequest, StagedLocation } from './contract';

/**
 * Members of CreateJob whose order says nothing. They are sorted before two requests are compared, because a language
 * may hand its maps and sets over in another order at every synth (Java's `Map.of` does).
 */
const SETS = new Set(['TagSet', 'NewObjectTagging', 'MatchAnyStorageClass', 'ObjectReplicationStatuses']);

/** Members of CreateJob that are instants, which ISO 8601 can spell in more than one way. */
const INSTANTS = new Set([
  'CreatedAfter', 'CreatedBefore', 'ModifiedSinceConstraint', 'UnModifiedSinceConstraint',
  'HttpExpiresDate', 'ObjectLockRetainUntilDate', 'RetainUntilDate',
]);

/** Members of CreateJob that are numbers, which arrive as text where only the deployment knows them. */
const NUMBERS = new Set(['ExpirationInDays', 'ObjectSizeGreaterThanBytes', 'ObjectSizeLessThanBytes', 'Days', 'Years']);

/** Members of CreateJob that hold a user's keys. */
const MAPS = new Set(['UserArguments', 'UserMetadata']);

/**
 * What makes a request another run, in one spelling: what a run hash is computed from.
 * @param runOn given, `runId` alone makes it another run
 */
export function canonicalRun(request: JobRequest, runId?: string, runOn?: 'RUN_ID'): string {
  return canonicalJson(runOn === 'RUN_ID' ? { RunId: runId } : { Operation: request.Operation, Selection: selection(request), RunId: runId });
}

/** Which objects a request selects. Whose a bucket is expected to be, and where a list is kept, is no choice of them. */
function selection({ Manifest, ManifestGenerator }: JobRequest): object | undefined {
  if (ManifestGenerator !== undefined) {
    const { SourceBucket, Filter } = ManifestGenerator.S3JobManifestGenerator;
    return { SourceBucket, Filter };
  }
  return Manifest !== undefined && '$staged' in Manifest.Location ? { Spec: Manifest.Spec, Rows: rows(Manifest.Location) } : Manifest;
}

/** Rows that came with the app: by what they are, not by where they are kept. */
function rows({ $staged: { Sha256, Bucket } }: StagedLocation): object {
  return { Sha256, Bucket };
}

/** JSON text with sorted keys, sorted sets and one form of date: equal for equal requests. */
export function canonicalJson(value: unknown, member = ''): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonicalJson(item));
    return `[${(SETS.has(member) ? items.sort() : items).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      // the keys of a map are a user's, and say nothing of what their values are
      .map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item, MAPS.has(member) ? '' : name)}`);
    return `{${members.join()}}`;
  }
  return JSON.stringify(typeof value === 'string' ? canonicalText(value, member) : value);
}

function canonicalText(text: string, member: string): string | number {
  if (INSTANTS.has(member)) {
    return canonicalInstant(text);
  }
  return NUMBERS.has(member) && /^\d+$/.test(text) ? Number(text) : text;
}

function canonicalInstant(text: string): string {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString();
}
