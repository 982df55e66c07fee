import type { Json } from '../assembly/template';
import type { Principal } from '../policy/principals';

/** What a function's process is made for. It can run every invocation that has the same. */
export interface FunctionSettings {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly functionVersion: string;
  /** As it was invoked: with a version or an alias, or with neither. */
  readonly functionArn: string;
  readonly code: FunctionCode;
  /** Lambda's spelling: a file without its extension, a dot and an export, such as `index.handler`. */
  readonly handler: string;
  /** The function's own variables. */
  readonly environment: { readonly [name: string]: string };
  /** The function's role: its calls are signed with this one's key. */
  readonly principal: Principal;
  /** Whether its clock and its timeout are real. Otherwise they are the cloud's, which may run faster. */
  readonly inRealTime: boolean;
}

/** A function's code: a folder, or the text of its only file, `index.js`. */
export type FunctionCode = { readonly folder: string } | { readonly text: string };

/** What every run of a Lambda function has, wherever it is. */
interface InvocationRequest {
  /** The same for every attempt at one event. */
  readonly requestId: string;
  readonly timeoutMilliseconds: number;
  readonly event: Json;
  /** How many invocations of the function may run at a time. Default: any number. */
  readonly reservedConcurrency?: number;
}

/** One run of a Lambda function in a process here. Its timeout is by the function's clock. */
export interface Invocation extends FunctionSettings, InvocationRequest {}

/** One run of a Lambda function that runs elsewhere on this machine, by the real clock. */
export interface InvocationElsewhere extends InvocationRequest, InvokeAddress {
  readonly functionName: string;
}

/** One run of a Lambda function. */
export type AnyInvocation = Invocation | InvocationElsewhere;

/** Where Lambda's Invoke is answered for one function. */
export interface InvokeAddress {
  readonly url: string;
  /** Whether what answers can do no more than one invocation at a time. */
  readonly isOneAtATime: boolean;
}

/** How an invocation ended. */
export type InvocationResult =
  /** The payload is JSON text. */
  | { readonly outcome: 'returned'; readonly payload: string }
  | { readonly outcome: 'threw'; readonly error: FunctionError }
  /** `exit status 1` or `signal: SIGKILL`. */
  | { readonly outcome: 'died'; readonly ending: string }
  | { readonly outcome: 'timedOut' }
  /** It didn't begin: as much of the function runs already as may. */
  | { readonly outcome: 'throttled' }
  /** It failed elsewhere; the payload is JSON text: `{"errorMessage": …, "errorType": …}`. */
  | { readonly outcome: 'functionError'; readonly payload: string }
  /** Invoke itself was refused elsewhere, or broke. */
  | InvokeRefusal
  /** There is nobody elsewhere to run it. */
  | { readonly outcome: 'unreachable'; readonly why: string };

/** An answer of Invoke that is none of the function. */
export interface InvokeRefusal {
  readonly outcome: 'refused';
  /** Of HTTP. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What a function threw. */
export interface FunctionError {
  readonly name: string;
  readonly message: string;
  /** The lines of its stack trace. */
  readonly trace: readonly string[];
}

/** Runs functions; a port, so that stacks don't depend on how. */
export interface FunctionRunner<Run extends AnyInvocation = AnyInvocation> {
  invoke(invocation: Run): Promise<InvocationResult>;
}

/** A line that a function wrote to its output. */
export interface FunctionLogLine {
  readonly functionName: string;
  readonly requestId: string;
  readonly line: string;
}

/** A package of the AWS SDK that a function's code doesn't bring along, as Lambda's runtime does, and where it was found. */
export interface LentPackage {
  /** Such as `@aws-sdk/client-s3`. */
  readonly packageName: string;
  readonly folder: string;
}
