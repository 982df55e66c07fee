import type { Json } from '../assembly/template';
import type { Principal } from '../policy/principals';

/** One run of a Lambda function. */
export interface Invocation {
  readonly functionName: string;
  readonly functionArn: string;
  /** The same for every attempt at one event. */
  readonly requestId: string;
  /** The folder with the function's code. */
  readonly codeFolder: string;
  /** Lambda's spelling: a file without its extension, a dot and an export, such as `index.handler`. */
  readonly handler: string;
  /** The function's own variables. */
  readonly environment: { readonly [name: string]: string };
  /** By the function's clock. */
  readonly timeoutMilliseconds: number;
  /** The function's role: its calls are signed with this one's key. */
  readonly principal: Principal;
  readonly event: Json;
}

/** How an invocation ended. */
export type InvocationResult =
  | { readonly outcome: 'returned'; readonly payload: Json }
  | { readonly outcome: 'threw'; readonly error: FunctionError }
  | { readonly outcome: 'died'; readonly reason: string }
  | { readonly outcome: 'timedOut'; readonly reason: string };

/** What a function threw. */
export interface FunctionError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
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
