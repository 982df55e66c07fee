import type { FunctionError } from './invocation';
import type { Json } from '../assembly/template';

/** What a function's process is told: run this. */
export interface InvokeMessage {
  readonly codeFolder: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly requestId: string;
  readonly timeoutMilliseconds: number;
  readonly event: Json;
}

/** What a function's process tells: the code is loaded and begins to run, or how it ended. */
export type ChildMessage =
  | { readonly kind: 'started' }
  | { readonly kind: 'returned'; readonly payload: Json }
  | { readonly kind: 'threw'; readonly error: FunctionError };
