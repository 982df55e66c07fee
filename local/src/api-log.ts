import type { Clock } from './clock';

/** One call of a standard API, as the engine answered it. */
export interface ApiCall {
  /** When it was answered, by the engine's clock; ISO 8601. */
  readonly time: string;
  /** The caller's role ARN; `unsigned` for nobody's call, `unknown` for one with an access key id of no role. */
  readonly principal: string;
  /** The IAM action, such as `s3:CreateJob` or `cloudformation:DescribeStacks`. */
  readonly action: string;
  /** The ARN that the action was authorised on, or `*`. */
  readonly resource: string;
  /** S3's name of a call on objects or buckets, such as `UploadPart`; none for a permission that S3 asks for beside the call's own. */
  readonly operation?: string;
  /** The job that called, in its role's name; none for what came over HTTP. */
  readonly jobId?: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** The error's code; none for a success. */
  readonly error?: string;
  /** Why it was answered 403; `AccessDenied` is the code of most of the reasons. */
  readonly refusal?: Refusal;
}

/** Why a call is refused. */
export type Refusal =
  /** the caller's policies don't allow the action on the resource */
  | 'policy'
  /** they don't allow another action that the call takes, which is recorded by itself */
  | 'need'
  /** there is no such object, which only those are told who may list the bucket */
  | 'absence'
  /** it is signed by nobody, or by nobody who is known */
  | 'identity'
  /** Object Lock protects the object */
  | 'lock'
  /** the object is archived */
  | 'archive'
  /** something belongs to another account than it would have to */
  | 'ownership';

/** How many calls there were that differ only in the time and in the object or the job. */
export interface ApiCallCount extends Omit<ApiCall, 'time'> {
  /** `*` stands for an object's key or a job's id. */
  readonly resource: string;
  readonly count: number;
}

/** How many calls are kept as they were: more than a small run makes, and little memory. */
const KEPT = 10_000;

/**
 * The calls of standard APIs that the engine answered; those that jobs make in their roles' names too. A job of a million
 * objects makes millions: all of them are counted, and the last ones kept.
 */
export class ApiLog {
  private recorded: ApiCall[] = [];
  private readonly counted = new Map<string, ApiCallCount>();

  /** @param kept how many calls are kept as they were, at least; up to twice as many are held */
  constructor(private readonly clock: Clock, private readonly kept = KEPT) {}

  /** The last calls, in order: all of them as long as there are no more than are kept. */
  get calls(): readonly ApiCall[] {
    return this.recorded.slice(-this.kept);
  }

  /** All calls, by what they have in common, in the order of the first of each kind. */
  get counts(): readonly ApiCallCount[] {
    return [...this.counted.values()];
  }

  record(call: Omit<ApiCall, 'time'>): void {
    this.count(call);
    this.recorded.push({ time: this.clock.now().toISOString(), ...call });
    if (this.recorded.length >= 2 * this.kept) this.recorded = this.calls.slice();
  }

  private count(call: Omit<ApiCall, 'time'>): void {
    const kind = { ...call, resource: kindOf(call.resource) };
    const key = [kind.principal, kind.action, kind.resource, kind.status, kind.error, kind.operation, kind.jobId, kind.refusal].join(' ');
    this.counted.set(key, { ...kind, count: (this.counted.get(key)?.count ?? 0) + 1 });
  }
}

/** An object's ARN without its key, a job's without its id, and any other as it is. */
function kindOf(resource: string): string {
  return resource.replace(/^(arn:[^:]*:s3:::[^/]*\/).*$/s, '$1*').replace(/^(arn:[^:]*:s3:[^:]+:[^:]*:job\/).*$/s, '$1*');
}
