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

/** One run of a Lambda function. */
export interface Invocation extends FunctionSettings {
  /** The same for every attempt at one event. */
  readonly requestId: string;
  /** By the function's clock. */
  readonly timeoutMilliseconds: number;
  readonly event: Json;
  /** How many invocations of the function may run at a time. Default: any number. */
  readonly reservedConcurrency?: number;
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
  | { readonly outcome: 'throttled' };

/** What a function threw. */
export interface FunctionError {
  readonly name: string;
  readonly message: string;
  /** The lines of its stack trace. */
  readonly trace: readonly string[];
}

/** Runs functions; a port, so that stacks don't depend on how. */
export interface FunctionRunner {
  invoke(invocation: Invocation): Promise<InvocationResult>;
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
