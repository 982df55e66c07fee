import { isDeepStrictEqual } from 'node:util';
import type { Job } from './job';
import { ServiceError } from './service-error';
import type { CreateJobRequest } from '../model/job-request';

/**
 * What a repeated client request token means. The service documents that it guards against creating a job twice, and
 * not how: here the same request again is the same job, another request is refused, and tokens don't expire.
 */
export class ClientTokens {
  private readonly jobs = new Map<string, Job>();

  /** The job that an equal request with this token has made. */
  jobOf(request: CreateJobRequest): Job | undefined {
    const job = this.jobs.get(request.ClientRequestToken);
    if (job && !isDeepStrictEqual(job.request, request)) {
      throw new ServiceError(400, 'IdempotencyException', 'the client request token was used with another request');
    }
    return job;
  }

  remember(job: Job): void {
    this.jobs.set(job.request.ClientRequestToken, job);
  }
}
