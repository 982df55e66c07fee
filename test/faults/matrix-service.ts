import type { LastUpdated } from './stack';
import type { JobDescription, JobStatus, JobSummary, NewJob } from '../../lambda/job-control';
import type { ManifestObject, ManifestVersion } from '../../lambda/manifest-store';
import type { Choices } from '../../local/src/unknowns';
import type { Tag } from '../../src/private/contract';

/** What is open about S3 Batch Operations, and matters to who may lose an answer. */
export type ServiceVariant = Pick<Choices, 'repeatedToken' | 'listLag' | 'describeLag' | 'unknownJob'>;

/** What is chosen for all cells of one kind. */
export interface MatrixVariant extends ServiceVariant {
  readonly lastUpdated: LastUpdated;
  /** What else is open, where the local engine is the service. Default: a model is, in which nothing else is. */
  readonly engine?: Partial<Choices>;
}

/** What becomes of a job that nobody cancels, in seconds. */
export interface JobCourse {
  readonly prepares: number;
  /** Why its preparation fails; undefined: it doesn't. The local engine has its own words for it: there it fails of its role, where that is named, or of finding nothing. */
  readonly failure?: string;
  readonly works: number;
  readonly tasks: number;
}

/** How long a job that is at work takes to stop, in seconds. */
export const STOPS_WITHIN = 5;

/** The rows that came with the app. */
export const ASSET = Buffer.from('a.txt\nb.txt\n');

/** A job, as who knows everything about it sees it. Times are in milliseconds. */
export interface MatrixJob {
  readonly id: string;
  /** RequestId of the event that it was created for. */
  readonly requestId?: string;
  /** Physical id of the run that it takes the place of. */
  readonly previous?: string;
  /** When it ran tasks, if it did. */
  readonly atWork?: { readonly from: number; readonly to: number };
  readonly cancelledAt?: number;
}

/** S3 as the handler meets it, at the moment when a call is applied. Calls fail with a `ServiceError` of the handler's. */
export interface MatrixService {
  readonly jobs: readonly MatrixJob[];
  /** Whether something goes on that takes no time, and isn't over yet. */
  readonly isWorking: boolean;
  readonly manifests: MatrixManifests;
  createJob(made: NewJob): string | Promise<string>;
  listJobs(statuses: readonly JobStatus[] | undefined): readonly JobSummary[];
  describeJob(jobId: string): JobDescription;
  cancelJob(jobId: string): void;
  confirmJob(jobId: string): void;
  updatePriority(jobId: string, priority: number): void;
  tagsOf(jobId: string): Tag[];
  replaceTags(jobId: string, tags: Tag[]): void;
  /** Those that haven't ended. */
  liveJobs(): readonly MatrixJob[];
}

/** The objects that the handler reads and writes. */
export interface MatrixManifests {
  head(object: ManifestObject): ManifestVersion | Promise<ManifestVersion>;
  read(object: ManifestObject): Uint8Array | Promise<Uint8Array>;
  write(object: ManifestObject, body: Buffer): ManifestVersion | Promise<ManifestVersion>;
}
