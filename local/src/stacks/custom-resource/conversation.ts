import { type CustomResourceAnswer, readAnswer } from './answer';
import type { AskedJobs } from './asked-jobs';
import type { CustomResourceRequest } from './request';
import type { Clock } from '../../clock';
import type { ResponseInbox } from '../../http/response-url';
import type { Places } from '../../runner/places';
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
  /** As many handlers are asked at a time: each has the machine to itself as far as that goes, and its time begins with its turn. */
  readonly places: Places;
  /** Ends all waiting. */
  readonly closed: AbortSignal;
  /** Keeps what is asked for jobs. Default: nobody does. */
  readonly askedJobs?: AskedJobs;
}

/** A request without what is made up for each one. */
export type RequestDraft = Omit<CustomResourceRequest, 'RequestId' | 'ResponseURL'>;

/** Asks the handlers of custom resources, the way CloudFormation does: by an event, answered at a URL. */
export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  /**
   * Sends a request to a handler as soon as it's its turn, and waits for its answer, succeeded or not. Fails when none comes
   * in time, when it's no longer waited for (with `NeverBegun` if it wasn't even sent), and when what comes isn't an answer.
   * @param constructPath of the resource; its handler isn't told
   */
  async ask(
    functionArn: string, draft: RequestDraft, timeoutSeconds: number, cancelled: AbortSignal, constructPath?: string,
  ): Promise<CustomResourceAnswer> {
    const { places, closed } = this.options;
    return places.take(() => this.converse(functionArn, draft, timeoutSeconds, cancelled, constructPath), AbortSignal.any([cancelled, closed]));
  }

  private async converse(
    functionArn: string, draft: RequestDraft, timeoutSeconds: number, cancelled: AbortSignal, constructPath?: string,
  ): Promise<CustomResourceAnswer> {
    const { invoker, inbox, endpoint, newId, askedJobs } = this.options;
    const { path, answer } = inbox.open();
    const request = { ...draft, RequestId: newId(), ResponseURL: endpoint + path } as CustomResourceRequest;
    askedJobs?.asked(functionArn, request, constructPath);
    const cannotRun = new Promise<never>((_resolve, reject) => {
      invoker.invoke(functionArn, request).catch(reject);
    });
    let isOver = false;
    try {
      const answered = readAnswer(await Promise.race([answer, cannotRun, this.patience(timeoutSeconds, cancelled, () => isOver)]), request);
      askedJobs?.answered(request, answered);
      return answered;
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
