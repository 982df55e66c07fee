import { jobCreated, jobDescribed, jobsListed, priorityUpdated, statusUpdated, tagsOfJob } from './s3-control-answers';
import { createJobBody, putJobTaggingBody } from './s3-control-bodies';
import type { ApiRequest, ApiResponse } from './server';
import type { JobEngine } from '../engine/job-engine';
import { badRequest } from '../engine/service-error';

/** What a caller must be allowed to do. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** A call that has been read and checked, and not been made yet. */
export interface PreparedCall {
  /** What it takes beside the call's own action. */
  readonly alsoNeeds?: readonly Permission[];
  perform(): ApiResponse;
}

/** One call of the API. */
export interface ControlCall {
  readonly action: string;
  /** Whether the action is asked on the job, or on `*`. Service Authorization Reference, Amazon S3. */
  readonly on: 'job' | '*';
  /** Reads a request; fails with a `ServiceError` when it is none. */
  prepare(engine: JobEngine, jobId: string, request: ApiRequest): PreparedCall;
}

/** The calls by method and path. */
export const CONTROL_CALLS: { readonly [route: string]: ControlCall } = {
  'POST /jobs': { action: 's3:CreateJob', on: '*', prepare: createJob },
  'GET /jobs': { action: 's3:ListJobs', on: '*', prepare: listJobs },
  'GET /jobs/{id}': {
    action: 's3:DescribeJob',
    on: 'job',
    prepare: (engine, id) => ({ perform: () => jobDescribed(engine.describeJob(id)) }),
  },
  'POST /jobs/{id}/status': { action: 's3:UpdateJobStatus', on: 'job', prepare: updateJobStatus },
  'POST /jobs/{id}/priority': { action: 's3:UpdateJobPriority', on: 'job', prepare: updateJobPriority },
  'GET /jobs/{id}/tagging': {
    action: 's3:GetJobTagging',
    on: 'job',
    prepare: (engine, id) => ({ perform: () => tagsOfJob(engine.getJobTagging(id)) }),
  },
  'PUT /jobs/{id}/tagging': { action: 's3:PutJobTagging', on: 'job', prepare: putJobTagging },
  'DELETE /jobs/{id}/tagging': { action: 's3:DeleteJobTagging', on: 'job', prepare: deleteJobTagging },
};

function createJob(engine: JobEngine, _id: string, { body }: ApiRequest): PreparedCall {
  const job = createJobBody(body);
  return {
    alsoNeeds: [
      { action: 'iam:PassRole', resource: job.RoleArn },
      ...(job.Tags?.length ? [{ action: 's3:PutJobTagging', resource: engine.jobArn('*') }] : []),
    ],
    perform: () => jobCreated(engine.createJob(job)),
  };
}

function listJobs(engine: JobEngine, _id: string, { query }: ApiRequest): PreparedCall {
  const maxResults = query.get('maxResults');
  const wanted = {
    jobStatuses: query.getAll('jobStatuses'),
    maxResults: maxResults === null ? undefined : Number(maxResults),
    nextToken: query.get('nextToken') ?? undefined,
  };
  return {
    perform: () => {
      const { jobs, nextToken } = engine.listJobs(wanted);
      return jobsListed(jobs, nextToken);
    },
  };
}

function updateJobStatus(engine: JobEngine, id: string, { query }: ApiRequest): PreparedCall {
  const requested = query.get('requestedJobStatus');
  if (requested !== 'Ready' && requested !== 'Cancelled') {
    throw badRequest(`\`requestedJobStatus\` must be one of Cancelled, Ready, got: ${requested}`);
  }
  const reason = query.get('statusUpdateReason') ?? undefined;
  if (reason !== undefined && (reason === '' || reason.length > 256)) {
    throw badRequest(`\`statusUpdateReason\` must have 1 to 256 characters, got ${reason.length}`);
  }
  return { perform: () => statusUpdated(engine.updateJobStatus(id, requested, reason)) };
}

function updateJobPriority(engine: JobEngine, id: string, { query }: ApiRequest): PreparedCall {
  const text = query.get('priority') ?? '';
  const priority = Number(text);
  if (!/^\d+$/.test(text) || priority > 2_147_483_647) {
    throw badRequest(`\`priority\` must be a whole number from 0 to 2147483647, got: ${text}`);
  }
  return { perform: () => priorityUpdated(engine.updateJobPriority(id, priority)) };
}

function putJobTagging(engine: JobEngine, id: string, { body }: ApiRequest): PreparedCall {
  const tags = putJobTaggingBody(body);
  return {
    perform: () => {
      engine.putJobTagging(id, tags);
      return { status: 200 };
    },
  };
}

function deleteJobTagging(engine: JobEngine, id: string): PreparedCall {
  return {
    perform: () => {
      engine.deleteJobTagging(id);
      // 200 or 204: the service documents neither
      return { status: 204 };
    },
  };
}
