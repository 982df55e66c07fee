import type { CustomResourceAnswer } from './answer';
import type { CustomResourceRequest } from './request';
import { JOB_TYPE } from '../../assembly/resource-types';
import { isTerminal, type JobStatus } from '../../engine/job-status';

/** What the handler of this project's constructs was asked to do for one of their resources. */
export interface AskedJob {
  /** The event's, which the handler's tags name. */
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** Undefined when the template doesn't say. */
  readonly constructPath?: string;
  readonly handlerArn: string;
  /** Whether the answer waits for the end of the job, and so judges how many of its tasks may fail. */
  readonly waitsForEnd: boolean;
}

/** What the handlers of this project's constructs have been asked: it is still known when the stacks are gone. */
export class AskedJobs {
  private readonly byRequest = new Map<string, AskedJob>();

  get all(): readonly AskedJob[] {
    return [...this.byRequest.values()];
  }

  asked(handlerArn: string, request: CustomResourceRequest, constructPath?: string): void {
    const { RequestId: requestId, StackId: stackId, LogicalResourceId: logicalId, ResourceProperties } = request;
    if (request.ResourceType !== JOB_TYPE) return;
    const waitsForEnd = untilIn(ResourceProperties.WaitFor) === 'completed';
    this.byRequest.set(requestId, { requestId, stackId, logicalId, constructPath, handlerArn, waitsForEnd });
  }

  /** A wait that is over before its job is has judged nothing. */
  answered({ RequestId }: CustomResourceRequest, { data: { JobStatus } }: CustomResourceAnswer): void {
    const asked = this.byRequest.get(RequestId);
    if (asked && typeof JobStatus === 'string' && !isTerminal(JobStatus as JobStatus)) this.byRequest.set(RequestId, { ...asked, waitsForEnd: false });
  }
}

/** The contract's `WaitSpec` is JSON text; what isn't one is for the handler to refuse. */
function untilIn(waitFor: unknown): unknown {
  try {
    return (JSON.parse(String(waitFor)) as { readonly until?: unknown } | null)?.until;
  } catch {
    return undefined;
  }
}
