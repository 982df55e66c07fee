import { EngineService } from './engine-service';
import { disruptionBy, isOfEachDelivery, type Fault } from './fault';
import { Invocation } from './invocation';
import { JobService } from './job-service';
import type { JobCourse, MatrixService, MatrixVariant } from './matrix-service';
import { Stack, type Disruption, type Prospect, type ResponseBody } from './stack';
import { VirtualTime } from './virtual-time';
import type { JobEvent } from '../../lambda/events';
import { ServiceError } from '../../lambda/job-control';

/** An event on its way to the function; `watch` where the function sent it itself. */
export interface Delivery {
  readonly event: JobEvent;
  readonly watch?: unknown;
  /** How many deliveries of the same there were before; a duplicate counts apart. */
  readonly retry: number;
  readonly isDuplicate: boolean;
}

/** Lambda's pauses before it delivers an asynchronous event for the second and the third time. */
const RETRY_PAUSES = [60_000, 120_000];
/** What a call takes, and what it takes at most, in milliseconds. */
const CALL_TAKES = 100;
const SLOW_CALL_TAKES = 14_500;
const TIMES_OUT_AFTER = 15_000;
const LAMBDA_TIMEOUT = 900_000;
/** How long after an answer what comes then comes. */
const AFTERWARDS = 5_000;

/** Everything outside of the handler: time, S3 Batch Operations, CloudFormation, Lambda; and what goes wrong with them. */
export class World {
  readonly time = new VirtualTime(() => this.service.isWorking);
  readonly service: MatrixService;
  readonly stack: Stack;
  /** The calls of the first delivery of each event, by the event's place among all. */
  readonly calls: string[][] = [];
  /** What the handler threw, other than that it couldn't answer. */
  readonly escaped: string[] = [];
  /** Whether CloudFormation read of a failure whose job nobody had cancelled. */
  leftAtWork = false;
  private disrupt?: (disruption: Disruption) => void;

  /** @param faults of the stack's events, by their place among all */
  constructor(variant: MatrixVariant, courses: readonly JobCourse[], private readonly faults: readonly (Fault | undefined)[] = []) {
    this.service = variant.engine ? new EngineService(variant, courses, this.time) : new JobService(variant, courses, () => this.time.now);
    this.stack = new Stack(
      this.time,
      (event) => void this.deliver({ event, retry: 0, isDuplicate: false }),
      (event) => this.prospectOf(event),
      variant.lastUpdated,
    );
  }

  /** Has an event delivered to the function, with up to two retries. */
  async deliver(delivery: Delivery): Promise<void> {
    await this.time.after(CALL_TAKES);
    const invocation = new Invocation(delivery, this);
    void this.time.after(LAMBDA_TIMEOUT).then(() => invocation.die());
    const failed = await Promise.race([invocation.run(), invocation.death]).then(() => false, (error: Error) => {
      this.noteEscaped(error);
      return true;
    });
    if (failed && delivery.retry < RETRY_PAUSES.length) {
      await this.time.after(RETRY_PAUSES[delivery.retry]);
      await this.deliver({ ...delivery, retry: delivery.retry + 1 });
    }
  }

  /** One call by an invocation: it takes its time, is applied in the middle of it, and meets the fault if it is the one. */
  async call<T>(method: string, invocation: Invocation, apply: () => T | Promise<T>): Promise<T> {
    const fault = this.faultOf(method, invocation);
    invocation.callsMade++;
    if (fault === undefined) {
      return this.take(CALL_TAKES, invocation, apply);
    }
    switch (fault.kind) {
      case 'killed before':
      case 'killed before, each time':
        return invocation.die();
      case 'killed after':
      case 'killed after, each time':
        await this.take(CALL_TAKES, invocation, apply);
        return invocation.die();
      case 'error':
      case 'denied':
        return this.take(CALL_TAKES, invocation, () => {
          throw ERRORS[fault.kind as keyof typeof ERRORS];
        });
      case 'timeout':
        await this.take(CALL_TAKES, invocation, apply);
        await this.time.after(TIMES_OUT_AFTER);
        throw ERRORS.timeout;
      case 'killed while a sibling fails':
        this.encounter(fault.kind, invocation.delivery);
        await this.take(SLOW_CALL_TAKES, invocation, apply);
        return invocation.die();
      default:
        this.encounter(fault.kind, invocation.delivery);
        return this.take(fault.isSlow ? SLOW_CALL_TAKES : CALL_TAKES, invocation, apply);
    }
  }

  private async take<T>(milliseconds: number, invocation: Invocation, apply: () => T | Promise<T>): Promise<T> {
    await this.time.after(milliseconds / 2);
    await invocation.whileAlive();
    try {
      return await apply();
    } finally {
      await this.time.after(milliseconds / 2);
      await invocation.whileAlive();
    }
  }

  /** An answer arrives. What was to come along with a call after it comes now. */
  answered(delivery: Delivery, answer: ResponseBody): void {
    const isRead = this.stack.take(answer);
    const isLeft = this.service.liveJobs().some(({ requestId, cancelledAt }) => requestId === answer.RequestId && cancelledAt === undefined);
    this.leftAtWork ||= isRead && answer.Status === 'FAILED' && isLeft;
    const { calls, fault } = this.of(delivery.event);
    if (!delivery.isDuplicate && fault !== undefined && fault.at >= calls.length) {
      void this.time.after(AFTERWARDS).then(() => this.encounter(fault.kind, delivery));
    }
  }

  /** Whether every delivery of an event is killed. */
  isKeptFromAnswering(event: JobEvent): boolean {
    const { fault } = this.of(event);
    return fault !== undefined && isOfEachDelivery(fault.kind);
  }

  private encounter(kind: Fault['kind'], delivery: Delivery): void {
    if (kind === 'a duplicate') {
      void this.deliver({ ...delivery, isDuplicate: true, retry: 0 });
    }
    const disruption = disruptionBy(kind);
    if (disruption !== undefined) {
      this.disrupt?.(disruption);
    }
  }

  private prospectOf(event: JobEvent): Prospect | undefined {
    const { fault } = this.of(event);
    return fault !== undefined && disruptionBy(fault.kind) !== undefined && /^(CREATE|UPDATE)_IN_PROGRESS$/.test(this.stack.status)
      ? { disruption: new Promise((resolve) => this.disrupt = resolve), rollsBack: fault.kind !== 'a sibling fails, no rollback' }
      : undefined;
  }

  private of(event: JobEvent): { readonly calls: string[]; readonly fault?: Fault } {
    const place = this.stack.events.indexOf(event);
    return { calls: this.calls[place] ??= [], fault: this.faults[place] };
  }

  /** The fault, if this call is the one that meets it. */
  private faultOf(method: string, { delivery, callsMade }: Invocation): Fault | undefined {
    const { calls, fault } = this.of(delivery.event);
    if (delivery.isDuplicate) {
      return undefined;
    }
    if (delivery.retry > 0) {
      return fault?.at === callsMade && isOfEachDelivery(fault.kind) ? fault : undefined;
    }
    calls.push(method);
    return fault?.at === calls.length - 1 ? fault : undefined;
  }

  private noteEscaped(error: Error): void {
    if (error.message !== 'killed' && !error.message.startsWith('CloudFormation did not take the answer')) {
      this.escaped.push(String(error));
    }
  }
}

const ERRORS = {
  error: new ServiceError('InternalServiceException', 'an internal error has occurred', 500),
  denied: new ServiceError('AccessDenied', 'you are not authorized to perform this operation', 403),
  timeout: new ServiceError('TimeoutError', 'no answer within 15 s'),
};
