import { type CustomResourceAnswer, readAnswer } from './answer';
import type { CustomResourceRequest } from './request';
import type { Clock } from '../../clock';
import type { ResponseInbox } from '../../http/response-url';
import type { AsynchronousInvoker } from '../asynchronous-invoker';
import { pause } from '../pause';

/** What it takes to ask handlers and hear their answers. */
export interface ConversationOptions {
  readonly invoker: AsynchronousInvoker;
  readonly inbox: ResponseInbox;
  /** Where the inbox is reached: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Ends all waiting. */
  readonly closed: AbortSignal;
}

/** A request without what is made up for each one. */
export type RequestDraft = Omit<CustomResourceRequest, 'RequestId' | 'ResponseURL'>;

/** Asks the handlers of custom resources, the way CloudFormation does: by an event, answered at a URL. */
export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  /**
   * Sends a request to a handler and waits for its answer, succeeded or not. Fails when none comes in time, when it's no
   * longer waited for, and when what comes isn't an answer.
   */
  async ask(functionArn: string, draft: RequestDraft, timeoutSeconds: number, cancelled: AbortSignal): Promise<CustomResourceAnswer> {
    const { invoker, inbox, endpoint, newId } = this.options;
    const { path, answer } = inbox.open();
    const request = { ...draft, RequestId: newId(), ResponseURL: endpoint + path } as CustomResourceRequest;
    const cannotRun = new Promise<never>((_resolve, reject) => {
      invoker.invoke(functionArn, request).catch(reject);
    });
    let isOver = false;
    try {
      return readAnswer(await Promise.race([answer, cannotRun, this.patience(timeoutSeconds, cancelled, () => isOver)]), request);
    } finally {
      isOver = true;
    }
  }

  /** Fails when the time is up or nobody waits any more. */
  private async patience(timeoutSeconds: number, cancelled: AbortSignal, isOver: () => boolean): Promise<never> {
    const { clock, closed } = this.options;
    await pause(clock, timeoutSeconds * 1000, () => isOver() || cancelled.aborted || closed.aborted);
    throw new Error(cancelled.aborted || closed.aborted
      ? 'no longer waited for: the operation was cancelled'
      : `the handler did not answer within ${timeoutSeconds} seconds; its log says why`);
  }
}
