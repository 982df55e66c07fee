import type { Cloud, CloudSettings } from '../cloud/cloud';
import type { CloudEvent } from '../cloud/cloud-event';

/** What can be asked of a cloud in another process. */
export type CloudMethod = Exclude<keyof Cloud, 'url' | 'close'>;

/** What the cloud's process is told. Each message is answered by one with its number. */
export type MessageToCloud =
  /** Comes first; the answer is the URL. */
  | { readonly kind: 'start'; readonly number: number; readonly settings: CloudSettings }
  | CallMessage;

/** A call of one of the cloud's methods. */
export interface CallMessage<Method extends CloudMethod = CloudMethod> {
  readonly kind: 'call';
  readonly number: number;
  readonly method: Method;
  readonly args: Parameters<Cloud[Method]>;
}

/** What the cloud's process tells. */
export type MessageFromCloud =
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly number: number; readonly problem: string }
  | { readonly kind: 'event'; readonly event: CloudEvent };
