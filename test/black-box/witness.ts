import { AT_WORK, WAITED_IN_VAIN } from './signals';
import type { CloudEvent, JobDescriptor, JobStatus, StackStatus } from '../../local/src';

/** Where a stack ends up whose event nobody answers. CloudFormation User Guide, "Stack status codes". */
const UNANSWERED: { readonly [requestTypeAndStatus: string]: StackStatus } = {
  'Create CREATE_IN_PROGRESS': 'ROLLBACK_COMPLETE',
  'Update UPDATE_IN_PROGRESS': 'UPDATE_ROLLBACK_COMPLETE',
  'Update UPDATE_ROLLBACK_IN_PROGRESS': 'UPDATE_ROLLBACK_FAILED',
  'Delete ROLLBACK_IN_PROGRESS': 'ROLLBACK_FAILED',
  'Delete DELETE_IN_PROGRESS': 'DELETE_FAILED',
};

type FailedAttempt = Extract<CloudEvent, { kind: 'failedAttempt' }>;

const LAST_ATTEMPT = 3;
const AT_REST: readonly JobStatus[] = ['Paused', 'Cancelled', 'Complete', 'Failed'];

/** What a cloud tells of its stack, its jobs and the handler's invocations. */
export class Witness {
  /** Where the stack has to end up, if all deliveries of an event were killed that was waited for. */
  unanswered?: StackStatus;
  /** How many invocations were killed. */
  kills = 0;
  /** Whether two jobs ran tasks at the same time. */
  sawTwoAtWork = false;
  /** Whether a function or an answer took longer than it may, or a function waited in vain for what follows. */
  wasTooSlow = false;
  private tellOfWork!: () => void;
  /** Resolves when a job has called a function. */
  readonly work = new Promise<void>((resolve) => { this.tellOfWork = resolve; });
  private stackStatus?: StackStatus;
  private readonly atWork = new Set<string>();
  /** What the events of the invocations ask for. */
  private readonly requestTypes = new Map<string, string>();
  /** The invocations that run, or will be tried again. */
  private readonly unfinished = new Set<string>();
  /** The invocations that are over after their last attempt, some of whose lines may still come. */
  private readonly givenUp = new Set<string>();
  /** How many processes were killed of which Lambda hasn't heard yet. */
  private unheardDeaths = 0;
  private whenQuiet: (() => void)[] = [];

  readonly onEvent = (event: CloudEvent): void => {
    switch (event.kind) {
      case 'stack':
        this.stackStatus = event.status;
        this.wasTooSlow ||= event.reason?.includes('did not answer within') ?? false;
        break;
      case 'job':
        this.see(event.job);
        break;
      case 'log':
        this.read(event.requestId, event.line);
        break;
      case 'failedAttempt':
        this.hear(event);
        break;
      default:
    }
  };

  /** The handler's process is killed now. */
  expectDeath(): void {
    this.unheardDeaths++;
  }

  /** Resolves when no invocation of the handler runs or is going to be tried again. */
  async quiet(): Promise<void> {
    if (!this.isQuiet) await new Promise<void>((resolve) => this.whenQuiet.push(resolve));
  }

  private get isQuiet(): boolean {
    return this.unfinished.size === 0 && this.unheardDeaths === 0;
  }

  private see({ JobId, Status }: JobDescriptor): void {
    if (Status === 'Active') this.atWork.add(JobId);
    else if (AT_REST.includes(Status)) this.atWork.delete(JobId);
    this.sawTwoAtWork ||= this.atWork.size > 1;
  }

  /** The handler tells of each event that it gets, and of its answer, in lines of JSON. */
  private read(requestId: string, line: string): void {
    if (line.includes(AT_WORK)) this.tellOfWork();
    this.wasTooSlow ||= line.includes(WAITED_IN_VAIN);
    if (this.givenUp.has(requestId)) return;
    const { decision, requestType } = line.startsWith('{') ? JSON.parse(line) as { decision?: string; requestType?: string } : {};
    if (decision === 'event') {
      this.requestTypes.set(requestId, requestType!);
      this.unfinished.add(requestId);
    } else if (decision === 'answer' || decision === 'handed over') {
      this.finish(requestId);
    }
  }

  private hear({ requestId, attempt, reason }: FailedAttempt): void {
    this.wasTooSlow ||= reason.includes('ran longer than');
    this.kills += reason.includes('SIGKILL') ? 1 : 0;
    this.unheardDeaths = Math.max(0, this.unheardDeaths - 1);
    if (attempt < LAST_ATTEMPT) {
      this.unfinished.add(requestId);
    } else {
      this.unanswered ??= UNANSWERED[`${this.requestTypes.get(requestId)} ${this.stackStatus}`];
      this.givenUp.add(requestId);
      this.finish(requestId);
    }
  }

  private finish(requestId: string): void {
    this.unfinished.delete(requestId);
    if (this.isQuiet) this.whenQuiet.splice(0).forEach((resolve) => resolve());
  }
}
