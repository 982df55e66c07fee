import type { Clock } from './clock';
import { type KeptCall, LastCalls } from './last-calls';

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
  /** The ARN of what isn't there: of the bucket, or of the object of whose absence the caller isn't told. */
  readonly missing?: string;
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
  /** Of the first of these calls. */
  readonly missing?: string;
  readonly count: number;
}

/** Calls of a kind, counted on. */
type Kind = Omit<ApiCallCount, 'count'> & { count: number };

/** How many calls are kept as they were: more than a small run makes, and little memory. */
const KEPT = 10_000;

/**
 * The calls of standard APIs that the engine answered; those that jobs make in their roles' names too. A job of a million
 * objects makes millions: all of them are counted, and the last ones kept.
 */
export class ApiLog {
  private readonly last: LastCalls;
  private readonly kinds: Kind[] = [];
  /** Their numbers by what makes them kinds. */
  private readonly numbers = new Map<string, number>();
  private lastNumber = 0;

  /** @param kept how many calls are kept as they were */
  constructor(private readonly clock: Clock, kept = KEPT) {
    this.last = new LastCalls(kept);
  }

  /** The last calls, in order: all of them as long as there are no more than are kept. */
  get calls(): readonly ApiCall[] {
    return this.last.all.map((call) => this.callOf(call));
  }

  /** All calls, by what they have in common, in the order of the first of each kind. */
  get counts(): readonly ApiCallCount[] {
    return this.kinds.map((kind) => ({ ...kind }));
  }

  record(call: Omit<ApiCall, 'time'>): void {
    const number = this.numberOf(call);
    this.kinds[number].count++;
    this.lastNumber = number;
    this.last.add({ time: this.clock.now().getTime(), kind: number, resource: call.resource, missing: call.missing });
  }

  private callOf({ time, kind: number, ...call }: KeptCall): ApiCall {
    const { count: _count, missing: _first, ...kind } = this.kinds[number];
    return { time: new Date(time).toISOString(), ...kind, ...call };
  }

  private numberOf(call: Omit<ApiCall, 'time'>): number {
    const resource = commonPartOf(call.resource);
    // a job's calls are of the same few kinds, one after the other
    if (isOfKind(call, resource, this.kinds[this.lastNumber])) return this.lastNumber;
    const name = [call.principal, call.action, resource, call.status, call.error, call.operation, call.jobId, call.refusal].join(' ');
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.kinds.length);
    return this.kinds.push({ ...call, resource, count: 0 }) - 1;
  }
}

function isOfKind(call: Omit<ApiCall, 'time'>, resource: string, kind: Kind | undefined): boolean {
  return resource === kind?.resource && call.principal === kind.principal && call.action === kind.action && call.operation === kind.operation
    && call.jobId === kind.jobId && call.status === kind.status && call.error === kind.error && call.refusal === kind.refusal;
}

/** What an ARN has in common with those of the bucket's other objects, or of the other jobs. */
const COMMON_PART = /^arn:[^:]*:s3:(?:::[^/]*\/|[^:]+:[^:]*:job\/)/;

/** An object's ARN without its key, a job's without its id, and any other as it is. */
function commonPartOf(resource: string): string {
  const common = COMMON_PART.exec(resource)?.[0];
  return common === undefined ? resource : `${common}*`;
}
