import { SIBLING_HEADER } from './signals';
import type { ApiRequest } from '../../local/src';

/** The handler's requests, by method and path. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^POST \/v20180820\/jobs$/, 'CreateJob'],
  [/^GET \/v20180820\/jobs$/, 'ListJobs'],
  [/^GET \/v20180820\/jobs\/[^/]+$/, 'DescribeJob'],
  [/^GET \/v20180820\/jobs\/[^/]+\/tagging$/, 'GetJobTagging'],
  [/^PUT \/v20180820\/jobs\/[^/]+\/tagging$/, 'PutJobTagging'],
  [/^POST \/v20180820\/jobs\/[^/]+\/status$/, 'UpdateJobStatus'],
  [/^POST \/v20180820\/jobs\/[^/]+\/priority$/, 'UpdateJobPriority'],
  [/^POST \/2015-03-31\/functions\//, 'Invoke'],
  [/^PUT \/custom-resource-answers\//, 'answer'],
  [/^POST \/$/, 'DescribeStacks'],
  [/^HEAD \/./, 'HeadObject'],
  [/^GET \/./, 'GetObject'],
  [/^PUT \/./, 'PutObject'],
];

/** What the handler asks for by a request; undefined for one that isn't the handler's. The functions of the jobs here ask for nothing. */
export function callOf({ method, path, headers }: ApiRequest): string | undefined {
  if (headers[SIBLING_HEADER] !== undefined) {
    return undefined;
  }
  const request = `${method} ${path}`;
  const [, name] = NAMES.find(([pattern]) => pattern.test(request)) ?? [];
  if (name === undefined) throw new Error(`the handler sends a request that has no name here: ${request}`);
  return name;
}

/** Which of the handler's calls: the `turn`-th of that name that an invocation makes for the `event`-th event of an operation. */
export interface Call {
  /** From 0. */
  readonly event: number;
  readonly name: string;
  /** From 1. */
  readonly turn: number;
  /** Among all calls of the invocation, from 0. */
  readonly at: number;
}

/** Counts the calls of the handler in an operation, whose events come one after the other. */
export class CallCounter {
  private event = 0;
  private at = 0;
  private turns = new Map<string, number>();

  next(name: string): Call {
    const turn = (this.turns.get(name) ?? 0) + 1;
    this.turns.set(name, turn);
    return { event: this.event, name, turn, at: this.at++ };
  }

  /** The next call is of another invocation; of another event, if this one is answered. */
  startAnew(isAnswered: boolean): void {
    this.event += isAnswered ? 1 : 0;
    this.at = 0;
    this.turns = new Map();
  }
}
