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
  /** HTTP status of the answer. */
  readonly status: number;
  /** The error's code; none for a success. */
  readonly error?: string;
}

/** Every call of a standard API that the engine answered, in order; those that jobs make in their roles' names too. */
export class ApiLog {
  private readonly recorded: ApiCall[] = [];

  constructor(private readonly clock: Clock) {}

  get calls(): readonly ApiCall[] {
    return this.recorded;
  }

  record(call: Omit<ApiCall, 'time'>): void {
    this.recorded.push({ time: this.clock.now().toISOString(), ...call });
  }
}
