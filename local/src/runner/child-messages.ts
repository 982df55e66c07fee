import type { FunctionError, LentPackage } from './invocation';
import type { Json } from '../assembly/template';

/** What a function's process is told: first to load its code, then to run it on an event, as often as there is one. */
export type MessageToChild = LoadMessage | InvokeMessage;

/** Load this. Answered by `loaded` or `threw`. */
export interface LoadMessage {
  readonly kind: 'load';
  readonly codeFolder: string;
  readonly handler: string;
  /** Where packages of the AWS SDK are looked for that the code doesn't bring along, in this order. */
  readonly packageFolders: readonly string[];
}

/** Run on this. Answered by `returned` or `threw`. */
export interface InvokeMessage {
  readonly kind: 'invoke';
  readonly functionName: string;
  readonly functionVersion: string;
  readonly functionArn: string;
  readonly requestId: string;
  readonly timeoutMilliseconds: number;
  readonly event: Json;
}

/** What a function's process answers. */
export type ChildAnswer =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'threw'; readonly error: FunctionError };

/** What a function's process tells: an answer, or in between that it uses a package that isn't its own. */
export type ChildMessage = ChildAnswer | { readonly kind: 'lent' } & LentPackage;

/** Written to both outputs behind all that a run wrote, as a line or at the end of one. */
export const END_OF_RUN = '\u0000end of run\u0000';
