import { isDeepStrictEqual } from 'node:util';
import type { Job } from './job';
import { ServiceError } from './service-error';
import type { CreateJobRequest } from '../model/job-request';
import type { Choices } from '../unknowns';

/**
 * What a repeated client request token means. The service documents that it guards against creating a job twice, and
 * not how: here what was chosen of it. A token is known as long as its job is.
 */
export class ClientTokens {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly choices: Pick<Choices, 'repeatedToken' | 'reusedToken'>) {}

  /** The job that a request with this token has made, where that is what its repetition asks for. */
  jobOf(request: CreateJobRequest): Job | undefined {
    const job = this.jobs.get(request.ClientRequestToken);
    if (job === undefined) return undefined;
    switch (isDeepStrictEqual(job.request, request) ? this.choices.repeatedToken : this.choices.reusedToken) {
      case 'same job': return job;
      case 'another job': return undefined;
      case 'refused': throw new ServiceError(400, 'IdempotencyException', 'the client request token was used before');
    }
  }

  remember(job: Job): void {
    this.jobs.set(job.request.ClientRequestToken, job);
  }

  /** The job isn't known any more, and so neither is that its token was used. */
  forget(job: Job): void {
    const { ClientRequestToken: token } = job.request;
    if (this.jobs.get(token) === job) this.jobs.delete(token);
  }
}
