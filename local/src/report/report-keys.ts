import type { Choices } from '../unknowns';

/** What a report is filed by. */
export interface ReportPlace {
  readonly jobId: string;
  readonly unknowns: Choices;
}

/** A prefix as the beginning of keys, a slash at its end; empty where there is none. */
export function folderOf(prefix: string | undefined, unknowns: Choices): string {
  if (prefix === undefined) return '';
  // the open question is asked only where something depends on it
  return prefix.endsWith('/') && unknowns.prefixSlash === 'no' ? prefix : `${prefix}/`;
}

/** The folder of a job's report, with a slash at its end. */
export function reportFolder(prefix: string | undefined, { jobId, unknowns }: ReportPlace): string {
  return `${folderOf(prefix, unknowns)}job-${jobId}/`;
}

/** Key of the file that names the report's results. */
export function reportManifestKey(prefix: string | undefined, place: ReportPlace): string {
  return `${reportFolder(prefix, place)}manifest.json`;
}
