import { isTerminal, type JobDescription } from './job-control';
import type { JobAttributes, ReportRequest, WaitSpec } from '../src/private/contract';

type CompletedSpec = Extract<WaitSpec, { until: 'completed' }>;

/** What the resource's attributes say of a job; every one of them, with every answer. */
export function attributesOf(job: JobDescription): JobAttributes {
  return {
    JobId: job.jobId,
    JobArn: job.jobArn,
    JobStatus: job.status,
    TotalNumberOfTasks: String(job.totalTasks),
    NumberOfTasksSucceeded: String(job.succeededTasks),
    NumberOfTasksFailed: String(job.failedTasks),
    ReportManifestKey: reportManifestKey(job.report, job.jobId) ?? '',
  };
}

/** A job that can't be asked about: forgotten by S3 90 days after its end, or not readable now. */
interface SilentJob {
  readonly jobId: string;
  readonly status: 'Expired' | 'Unknown';
  readonly report: ReportRequest;
}

/**
 * The attributes where no job can be asked, because it doesn't answer or never was created. The ARN is a well-formed one
 * all the same, which policies may hold; no job has an id of four characters.
 */
export function attributesWithoutJob(stackId: string, job?: SilentJob): JobAttributes {
  const [, partition, , region, account] = stackId.split(':');
  return {
    JobId: job?.jobId ?? '',
    JobArn: `arn:${partition}:s3:${region}:${account}:job/${job?.jobId ?? 'none'}`,
    JobStatus: job?.status ?? 'None',
    TotalNumberOfTasks: '0',
    NumberOfTasksSucceeded: '0',
    NumberOfTasksFailed: '0',
    ReportManifestKey: (job && reportManifestKey(job.report, job.jobId)) ?? '',
  };
}

/** Why a job that ended Failed or Cancelled, or is about to, did so. */
export function describeFailure(job: JobDescription): string {
  const reasons = job.failureReasons.map(({ code, reason }) => `${code}: ${reason}`);
  return sentence(job, `${isTerminal(job.status) ? 'ended' : 'is'} ${job.status}`, [...reasons, ...hints(job)]);
}

/** @param cutShort why the wait ended before its timeout */
export function describeTimeout(job: JobDescription, timeoutSeconds: number, cutShort?: string): string {
  const when = cutShort === undefined ? `after ${timeoutSeconds} s, the timeout of \`waitFor\`,` : `when the wait for it had to end (${cutShort})`;
  return sentence(job, `was still ${job.status} ${when} and has been cancelled`, []);
}

/** Why a job that was held back before its first task came to nothing. */
export function describeUndecided(job: JobDescription, predecessorLives: boolean, obstacle?: string): string {
  const details = job.status === 'Suspended'
    ? [predecessorLives ? 'the job before it did not stop in time' : 'it could not be counted or confirmed']
    : [`S3 did not list its objects in time${predecessorLives ? ', and the job before it goes on' : ''}`, 'a longer timeout of `waitFor` gives it more'];
  return sentence(job, `was still ${job.status} and has been cancelled before its first task`, [...details, ...(obstacle === undefined ? [] : [obstacle])]);
}

/** What is wrong with a job of more objects than it may work on. */
export function oversizeProblem(job: JobDescription, maxObjects: number): string {
  const what = isTerminal(job.status) ? `ended ${job.status}, though` : 'has been cancelled:';
  return sentence(job, `${what} it names ${job.totalTasks} objects, and \`maxObjects\` allows ${maxObjects}`, [
    'narrow what its manifest names, or raise `maxObjects`',
  ]);
}

const NO_REPORT = 'which and why, only a report would say: give the job one with `report`';

/** What is wrong with a job that is Complete, if more of its tasks failed than may. */
export function failedTaskProblem(job: JobDescription, { maxFailedTasks, maxFailedTasksPercent: percent }: CompletedSpec): string | undefined {
  const most = maxFailedTasks ?? (percent === undefined ? 0 : Infinity);
  const allowed = [
    ...(job.failedTasks <= most ? [] : [`at most ${most} may`]),
    ...(percent === undefined || job.failedTasks * 100 <= job.totalTasks * percent ? [] : [`at most ${percent} % may`]),
  ];
  return allowed.length === 0
    ? undefined
    : sentence(job, `ended ${job.status}, but too many of its tasks failed (${allowed.join(', ')})`, job.report.Enabled ? [] : [NO_REPORT]);
}

function sentence(job: JobDescription, what: string, details: readonly string[]): string {
  const tasks = job.totalTasks > 0 ? [`${job.failedTasks} of ${job.totalTasks} tasks failed, ${job.succeededTasks} succeeded`] : [];
  return [`job ${job.jobId} ${what}`, ...tasks, ...details, ...reportLocation(job)].join('; ');
}

/** S3 writes a report once a task has been run, if it can. */
function reportLocation({ report, jobId, succeededTasks, failedTasks, failureReasons }: JobDescription): string[] {
  const key = reportManifestKey(report, jobId) ?? report.Prefix;
  const isWritten = succeededTasks + failedTasks > 0 && !failureReasons.some(({ reason }) => /report could not be written/i.test(reason));
  return report.Enabled && isWritten ? [`report: s3://${report.Bucket?.split(':').pop()}/${key}`] : [];
}

/** What to do about the failures that users meet most, told by S3's words. */
function hints(job: JobDescription): string[] {
  const text = job.failureReasons.map(({ code, reason }) => `${code} ${reason}`).join(' ');
  return /no keys matching/i.test(text) ? ['no object of the bucket matches the filter of the manifest; `onNoObjects` says whether that is a failure'] : [];
}

/**
 * Where S3 writes the report's manifest; undefined without a report, and for a prefix that ends in `/`: whether S3 puts
 * another slash behind it is documented nowhere.
 */
function reportManifestKey({ Enabled, Prefix }: ReportRequest, jobId: string): string | undefined {
  return !Enabled || Prefix?.endsWith('/') ? undefined : `${Prefix === undefined ? '' : `${Prefix}/`}job-${jobId}/manifest.json`;
}

/** How a person ends a job. */
export function howToCancel({ jobId, jobArn }: JobDescription): string {
  return `aws s3control update-job-status --account-id ${jobArn.split(':')[4]} --job-id ${jobId} --requested-job-status Cancelled`;
}
