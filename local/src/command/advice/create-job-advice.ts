import { type AdviceTable, always, saying } from './advice-table';

const AGAIN = 'Deploy again.';

/** What it means that CreateJob refuses a request. S3 API reference, "CreateJob", errors. */
export const CREATE_JOB_ADVICE: AdviceTable = {
  BadRequestException: [
    saying(/can't be assumed/, 'There is no such role, or none that S3 can assume.', 'Let the role trust batchoperations.s3.amazonaws.com, or give the job no `role`: it gets one of its own.'),
    saying(/ETag/, 'The manifest has another ETag than the job says.', 'Give the manifest\'s own ETag, without quotes, or none: the handler then looks it up.'),
    always('S3 doesn\'t take the job\'s request.', 'Correct what the message names; it is the request as the API spells it.'),
  ],
  InvalidRequestException: [always('S3 doesn\'t take the request.', 'Correct what the message names.')],
  IdempotencyException: [always('Another job was made with the same token.', AGAIN)],
  TooManyRequestsException: [always('There were too many calls in a short time.', AGAIN)],
  TooManyTagsException: [always('The job has more tags than S3 takes, those of the construct\'s own among them.', 'Give the job fewer tags, or keep the stack\'s tags from it.')],
  InternalServiceException: [always('The service failed.', 'Deploy again; in a local run the message says of what.')],
  NotImplemented: [always('S3 may do that, and the local run can\'t.', 'Try it in an account; docs/LOCAL.md says what is played here.')],
};
