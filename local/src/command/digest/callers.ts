import type { Caller, DigestedJob } from './run-digest';
import type { ApiCallCount } from '../../api-log';
import type { DeploymentRecord } from '../../cloud/cloud';
import type { JobDescriptor } from '../../engine/job-descriptor';

/** A job as DescribeJob has it, and as the digest does. */
export interface TracedJob {
  readonly described: JobDescriptor;
  readonly digested: DigestedJob;
}

/** What of a call tells who made it. */
export type MadeCall = Pick<ApiCallCount, 'principal' | 'jobId'>;

/** Tells who called, in a run. */
export class Callers {
  private readonly handlers: ReadonlySet<string>;

  constructor(private readonly jobs: readonly TracedJob[], private readonly record: DeploymentRecord) {
    this.handlers = new Set(record.askedJobs.map(({ handlerArn }) => handlerArn));
  }

  /** The job that called. */
  jobOf({ jobId }: MadeCall): TracedJob | undefined {
    return jobId === undefined ? undefined : this.jobs.find(({ digested: { id } }) => id === jobId);
  }

  /** Of functions that share a role it isn't known which of them called. */
  callerOf(call: MadeCall): Caller {
    const { principal } = call;
    const job = this.jobOf(call)?.digested;
    if (job) return { kind: 'job', names: [job.name ?? job.id], principal };
    const functions = this.record.functions.filter(({ roleArn }) => roleArn === principal);
    if (functions.length === 0) return { kind: 'other', names: [principal], principal };
    const names = [...new Set(functions.map(({ path }) => path))];
    return { kind: functions.every(({ arn }) => this.handlers.has(arn)) ? 'handler' : 'function', names, principal };
  }
}

/** Such as `the function Demo/HashFile`. */
export function callerText({ kind, names }: Caller): string {
  const several = names.length > 1;
  switch (kind) {
    case 'job': return `the job ${names.join(', ')}`;
    case 'function': return several ? `one of the functions ${names.join(', ')}` : `the function ${names.join(', ')}`;
    case 'handler': return `the handler ${names.join(', ')}`;
    case 'other': return names.join(', ');
  }
}
