import { jobCreated, jobDescribed, jobsListed, priorityUpdated, statusUpdated, tagsOfJob } from './answers';
import { createJobBody, putJobTaggingBody } from './bodies';
import { existingJob, requestedPriority, requestedTags } from './job-conditions';
import { listingIn, priorityIn, statusIn } from './queries';
import type { JobEngine } from '../../engine/job-engine';
import type { ConditionContext } from '../../policy/condition';
import type { ApiRequest, ApiResponse } from '../server';

/** What a caller must be allowed to do. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly conditions: ConditionContext;
}

/** A call that has been read and checked, and not been made yet. */
export interface PreparedCall {
  /** What policies can ask of it. Default: nothing. */
  readonly conditions?: ConditionContext;
  /** What it takes beside the call's own action. */
  readonly alsoNeeds?: readonly Permission[];
  /** A role that S3 is to act as. */
  readonly passesRole?: string;
  perform(): ApiResponse | Promise<ApiResponse>;
}

/** One call of the API. */
export interface ControlCall {
  readonly action: string;
  /** Whether the action is asked on the job, or on `*`. Service Authorization Reference, Amazon S3. */
  readonly on: 'job' | '*';
  /** The query parameters that it has. */
  readonly query: readonly string[];
  /** Reads a request; fails with a `ServiceError` when it is none. */
  prepare(engine: JobEngine, jobId: string, request: ApiRequest): PreparedCall;
}

/** The calls by method and path. */
export const CONTROL_CALLS: { readonly [route: string]: ControlCall } = {
  'POST /jobs': { action: 's3:CreateJob', on: '*', query: [], prepare: createJob },
  'GET /jobs': { action: 's3:ListJobs', on: '*', query: ['jobStatuses', 'maxResults', 'nextToken'], prepare: listJobs },
  'GET /jobs/{id}': { action: 's3:DescribeJob', on: 'job', query: [], prepare: describeJob },
  'POST /jobs/{id}/status': { action: 's3:UpdateJobStatus', on: 'job', query: ['requestedJobStatus', 'statusUpdateReason'], prepare: updateJobStatus },
  'POST /jobs/{id}/priority': { action: 's3:UpdateJobPriority', on: 'job', query: ['priority'], prepare: updateJobPriority },
  'GET /jobs/{id}/tagging': { action: 's3:GetJobTagging', on: 'job', query: [], prepare: getJobTagging },
  'PUT /jobs/{id}/tagging': { action: 's3:PutJobTagging', on: 'job', query: [], prepare: putJobTagging },
  'DELETE /jobs/{id}/tagging': { action: 's3:DeleteJobTagging', on: 'job', query: [], prepare: deleteJobTagging },
};

function createJob(engine: JobEngine, _id: string, { body }: ApiRequest): PreparedCall {
  const job = createJobBody(body);
  const conditions = requestedTags(job.Tags);
  const tagging = { action: 's3:PutJobTagging', resource: engine.jobArn('*'), conditions: { ...conditions, ...existingJob(undefined) } };
  return {
    conditions: { ...conditions, ...requestedPriority(job.Priority) },
    alsoNeeds: job.Tags?.length ? [tagging] : [],
    passesRole: job.RoleArn,
    perform: async () => {
      await engine.checkJob(job);
      return jobCreated(engine.createJob(job));
    },
  };
}

function listJobs(engine: JobEngine, _id: string, { query }: ApiRequest): PreparedCall {
  const wanted = listingIn(query);
  return {
    perform: () => {
      const { jobs, nextToken } = engine.listJobs(wanted);
      return jobsListed(jobs, nextToken);
    },
  };
}

function describeJob(engine: JobEngine, id: string): PreparedCall {
  return { conditions: existingJob(engine.findJob(id)), perform: () => jobDescribed(engine.describeJob(id)) };
}

function updateJobStatus(engine: JobEngine, id: string, { query }: ApiRequest): PreparedCall {
  const { requested, reason } = statusIn(query);
  return { conditions: existingJob(engine.findJob(id)), perform: () => statusUpdated(engine.updateJobStatus(id, requested, reason)) };
}

function updateJobPriority(engine: JobEngine, id: string, { query }: ApiRequest): PreparedCall {
  const priority = priorityIn(query);
  return {
    conditions: { ...existingJob(engine.findJob(id)), ...requestedPriority(priority) },
    perform: () => priorityUpdated(engine.updateJobPriority(id, priority)),
  };
}

function getJobTagging(engine: JobEngine, id: string): PreparedCall {
  return { conditions: existingJob(engine.findJob(id)), perform: () => tagsOfJob(engine.getJobTagging(id)) };
}

function putJobTagging(engine: JobEngine, id: string, { body }: ApiRequest): PreparedCall {
  const tags = putJobTaggingBody(body);
  return {
    conditions: { ...existingJob(engine.findJob(id)), ...requestedTags(tags) },
    perform: () => {
      engine.putJobTagging(id, tags);
      return { status: 200 };
    },
  };
}

function deleteJobTagging(engine: JobEngine, id: string): PreparedCall {
  return {
    conditions: existingJob(engine.findJob(id)),
    perform: () => {
      engine.deleteJobTagging(id);
      return { status: engine.choices.untaggedStatus };
    },
  };
}
