import type { DigestedJob } from './run-digest';

/** What S3 says of a call that a policy doesn't allow; through a function's error it comes with its quotes escaped. */
const REFUSAL = /User: (?<principal>\S+) is not authorized to perform: (?<action>[\w:.-]+) on resource: [\\"]*(?<resource>arn:[^\s"\\]+)/;

/** What is refused as a policy would have it refused, although none has. */
const OTHER_REASONS = /object lock|KMS key in the request must be owned/i;

/** A call that wasn't allowed, as a task's failure tells of it. */
interface ToldRefusal {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/** What the failures of tasks tell of refused calls: a log of calls has no messages. */
export class ToldRefusals {
  private readonly refusals: readonly ToldRefusal[];
  private readonly hasOtherReasons: boolean;

  constructor(jobs: readonly Pick<DigestedJob, 'firstFailures'>[]) {
    const messages = jobs.flatMap(({ firstFailures }) => firstFailures).map(({ example: { message } }) => message);
    this.refusals = messages.flatMap((message) => (REFUSAL.exec(message)?.groups as ToldRefusal | undefined) ?? []);
    this.hasOtherReasons = messages.some((message) => OTHER_REASONS.test(message));
  }

  /** Whether a failure says that a role's policies don't allow an action. */
  has(principal: string, action: string): boolean {
    return this.refusals.some((refusal) => refusal.principal === principal && refusal.action === action);
  }

  /** Whether calls of an action were refused for what their objects are like, as far as failures tell. */
  isForObjects(principal: string, action: string): boolean {
    return this.hasOtherReasons && REFUSED_FOR_OBJECTS.includes(action) && !this.has(principal, action);
  }
}

/** What Object Lock, or an object's encryption, can forbid. */
const REFUSED_FOR_OBJECTS: readonly string[] = ['s3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:UpdateObjectEncryption'];
