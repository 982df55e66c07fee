import type { Job } from './job';
import { STATUSES } from './job-status';
import { invalidRequest, ServiceError } from './service-error';

/** What ListJobs is asked for. */
export interface ListJobsRequest {
  /** Default: all. */
  readonly jobStatuses?: readonly string[];
  /** 0 to 1000; 0 and none mean as many as there may be. */
  readonly maxResults?: number;
  /** From the page before. */
  readonly nextToken?: string;
}

/** The most jobs on a page. Service model, `MaxResults`. */
const PAGE_LIMIT = 1000;

/** One page of the jobs, in the order they are given in. The token of the next page is the last job's id. */
export function pageOf(jobs: readonly Job[], request: ListJobsRequest): { page: readonly Job[]; nextToken?: string } {
  const { jobStatuses = [], maxResults = 0, nextToken } = request;
  checkStatuses(jobStatuses);
  if (!Number.isInteger(maxResults) || maxResults < 0 || maxResults > PAGE_LIMIT) {
    throw invalidRequest(`\`maxResults\` must be a whole number from 0 to ${PAGE_LIMIT}, got: ${maxResults}`);
  }
  const start = nextToken === undefined ? 0 : jobs.findIndex(({ id }) => id === nextToken) + 1;
  if (nextToken !== undefined && start === 0) throw new ServiceError(400, 'InvalidNextTokenException', `the next token ${nextToken} is not one of ours`);
  const wanted = jobs.slice(start).filter(({ status }) => jobStatuses.length === 0 || jobStatuses.includes(status));
  const page = wanted.slice(0, maxResults || PAGE_LIMIT);
  return { page, ...(page.length < wanted.length && { nextToken: page.at(-1)!.id }) };
}

function checkStatuses(statuses: readonly string[]): void {
  const unknown = statuses.find((status) => !STATUSES.includes(status));
  if (unknown !== undefined) throw invalidRequest(`\`jobStatuses\` must be of ${STATUSES.join(', ')}, got: ${unknown}`);
}
