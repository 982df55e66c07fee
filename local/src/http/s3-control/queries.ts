import type { ListJobsRequest } from '../../engine/job-listing';
import { badRequest, invalidRequest } from '../../engine/service-error';
import { checkedStatusUpdate, type RequestedStatus } from '../../engine/status-update';

/** The ids that a job may have. Service model, `JobId`. */
export function checkJobId(id: string): void {
  if (!/^[a-zA-Z0-9_-]{5,36}$/.test(id)) throw badRequest(`the job's id must have 5 to 36 letters, digits, - and _, got: ${id}`);
}

/** What ListJobs asks for; the engine checks states and tokens. */
export function listingIn(query: URLSearchParams): ListJobsRequest {
  const maxResults = single(query, 'maxResults');
  if (maxResults !== undefined && !/^\d+$/.test(maxResults)) {
    throw invalidRequest(`\`maxResults\` must be a whole number from 0 to 1000, got: ${maxResults}`);
  }
  return {
    jobStatuses: query.getAll('jobStatuses'),
    maxResults: maxResults === undefined ? undefined : Number(maxResults),
    nextToken: single(query, 'nextToken'),
  };
}

/** What UpdateJobStatus asks for. */
export function statusIn(query: URLSearchParams): { requested: RequestedStatus; reason?: string } {
  return checkedStatusUpdate(single(query, 'requestedJobStatus'), single(query, 'statusUpdateReason'));
}

/** What UpdateJobPriority asks for. */
export function priorityIn(query: URLSearchParams): number {
  const text = single(query, 'priority') ?? '';
  const priority = Number(text);
  if (!/^\d+$/.test(text) || priority > 2_147_483_647) {
    throw badRequest(`\`priority\` must be a whole number from 0 to 2147483647, got: ${text}`);
  }
  return priority;
}

function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  if (values.length > 1) throw badRequest(`\`${name}\` must be given once, got: ${values.join(', ')}`);
  return values[0];
}
