import type { EventName, Scene } from './deliveries';
import type { Mishap } from './fakes';
import { busyWith, type Timeline } from './timelines';
import { isTerminal, ServiceError } from '../../lambda/job-control';

/** A call that isn't applied; without an HTTP status, no answer comes. */
export const before = (code: string, status?: number): Mishap => ({ when: 'before', error: new ServiceError(code, 'so it is', status) });
const times = (count: number, mishap: Mishap) => Array.from({ length: count }, () => mishap);
/** The next calls of each of these methods go wrong. */
export const failing = (methods: readonly string[], mishap: Mishap, count = 2) => ({ s3 }: Scene) => (
  methods.forEach((method) => s3.fail(method, ...times(count, mishap)))
);
/** The jobs that the scene had go through another life, from their creation; those to come have it too. */
export const living = (timeline: Timeline) => ({ s3 }: Scene) => {
  s3.timeline = timeline;
  s3.jobs.splice(-1, 1, ...s3.jobs.slice(-1).map((job) => (isTerminal(s3.status(job.id)) ? job : { ...job, timeline })));
};
/** The jobs to come live so. */
export const onward = (timeline: Timeline) => ({ s3 }: Scene) => {
  s3.timeline = timeline;
};

/** As soon as it was created, the job is one that S3 doesn't know any more; where there are jobs already, the last of them. */
export function forget({ s3 }: Scene, name: EventName): void {
  if (name !== 'create') {
    s3.forget(s3.jobs[s3.jobs.length - 1].id);
    return;
  }
  const create = s3.createJob.bind(s3);
  s3.createJob = async (job) => {
    const id = await create(job);
    s3.forget(id);
    return id;
  };
}

/** What S3 shows of a job that was just created: nothing, for 20 seconds; nor can any job be described in the first 20. */
export function showLate({ s3 }: Scene): void {
  const [describe, list] = [s3.describeJob.bind(s3), s3.listJobs.bind(s3)];
  const since = s3.clock.time;
  const isNew = (createdAt: Date) => s3.clock.time < createdAt.getTime() + 20_000;
  s3.describeJob = async (jobId) => {
    const job = await describe(jobId);
    if (isNew(job.createdAt) || s3.clock.time < since + 20_000) {
      throw new ServiceError('NoSuchJob', 'not yet', 404);
    }
    return job;
  };
  s3.listJobs = async function* (statuses) {
    for await (const job of list(statuses)) {
      if (!isNew(job.createdAt)) {
        yield job;
      }
    }
  };
}

/** The job that the event is about, or that it creates, once that is at work. */
export function cancelBySomebody({ s3 }: Scene, name: EventName): void {
  const creates = ['create', 'new run', 'replace'].includes(name);
  const cancelLast = () => {
    s3.jobs[s3.jobs.length - 1].cancelledAt ??= s3.clock.now();
  };
  if (!creates) {
    cancelLast();
    return;
  }
  s3.timeline = busyWith(4);
  const [describe, jobsBefore] = [s3.describeJob.bind(s3), s3.jobs.length];
  s3.describeJob = async (jobId) => {
    const job = await describe(jobId);
    if (s3.jobs.length > jobsBefore && job.status === 'Active') {
      cancelLast();
    }
    return job;
  };
}
