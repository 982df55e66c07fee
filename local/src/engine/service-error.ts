import type { Choices } from '../unknowns';

/** A call that S3 Control refuses, with the error's name and its HTTP status. API reference, the errors of each call. */
export class ServiceError extends Error {
  readonly name = 'ServiceError';

  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

/** The request breaks a rule of the service. */
export function badRequest(message: string): ServiceError {
  return new ServiceError(400, 'BadRequestException', message);
}

/** A listing is asked for in a way that there isn't. */
export function invalidRequest(message: string): ServiceError {
  return new ServiceError(400, 'InvalidRequestException', message);
}

/** There is no such job; `answer` is a code and an HTTP status. The API reference says 400; what the service sends hasn't been recorded. */
export function notFound(jobId: string, answer: Choices['unknownJob']): ServiceError {
  const [code, status] = answer.split(' ');
  return new ServiceError(Number(status), code, `the job ${jobId} does not exist`);
}

/** The caller's policies don't let it do something that the call takes. */
export class DeniedPermission extends ServiceError {
  constructor(principalArn: string, readonly action: string, readonly resource: string) {
    super(403, 'AccessDenied', `User: ${principalArn} is not authorized to perform: ${action} on resource: ${resource}`);
  }
}

/** The service could do it, and this engine can't. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError(501, 'NotImplemented', `not implemented here: ${what}`);
}
