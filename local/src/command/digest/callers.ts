import type { ConstructNames } from './construct-names';
import type { Caller, DigestedJob } from './run-digest';
import type { ApiCallCount } from '../../api-log';
import type { JobDescriptor } from '../../engine/job-descriptor';

/** A job as DescribeJob has it, and as the digest does. */
export interface TracedJob {
  readonly described: JobDescriptor;
  readonly digested: DigestedJob;
}

/** Tells who called, of the roles of a run. */
export class Callers {
  private readonly jobMakers: ReadonlySet<string>;

  constructor(private readonly jobs: readonly TracedJob[], private readonly names: ConstructNames, calls: readonly ApiCallCount[]) {
    this.jobMakers = new Set(calls.filter(({ action }) => action === 's3:CreateJob').map(({ principal }) => principal));
  }

  /** The jobs that run as a role. */
  jobsAs(principal: string): TracedJob[] {
    return this.jobs.filter(({ described: { RoleArn } }) => RoleArn === principal);
  }

  callerOf(principal: string): Caller {
    const jobs = this.jobsAs(principal).map(({ digested: { name, id } }) => name ?? id);
    if (jobs.length > 0) return { kind: 'job', names: [...new Set(jobs)], principal };
    const roleName = principal.split('/').pop()!;
    const functions = this.names.functionsOf(roleName);
    const names = functions.length > 0 ? functions : [principal];
    if (this.names.isHandler(roleName) || this.jobMakers.has(principal)) return { kind: 'handler', names, principal };
    return { kind: functions.length > 0 ? 'function' : 'other', names, principal };
  }
}

/** Such as `the function Demo/HashFile`. */
export function callerText({ kind, names }: Caller): string {
  const several = names.length > 1 ? 's' : '';
  const list = names.join(', ');
  switch (kind) {
    case 'job': return `the job${several} ${list}`;
    case 'function': return `the function${several} ${list}`;
    case 'handler': return `the handler ${list}`;
    case 'other': return list;
  }
}
