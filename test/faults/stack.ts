import type { VirtualTime } from './virtual-time';
import type { JobEvent } from '../../lambda/events';
import type { JobProperties, WaitSpec } from '../../src/private/contract';
import { serviceTimeoutSeconds } from '../../src/private/wait-timeout';
import { STACK_ID } from '../lambda/events';

/** What may happen to a stack while our resource's event is under way, or after it was answered. */
export type Disruption = 'a sibling fails' | 'a sibling fails, no rollback' | 'the user deletes the stack';

/** When a stack's `LastUpdatedTime` changes; "the time the stack was last updated" is all that is documented. */
export type LastUpdated = 'start' | 'end' | 'start, and when it turns back';
export const LAST_UPDATED: readonly LastUpdated[] = ['start', 'end', 'start, and when it turns back'];

/** A disruption to come, and whether the operation that meets with it rolls back. */
export interface Prospect {
  readonly disruption: Promise<Disruption>;
  readonly rollsBack: boolean;
}

/** The members of an answer that CloudFormation looks at. */
export interface ResponseBody {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly RequestId: string;
}

/** How an event ended for CloudFormation. */
type Ending = { readonly answer: ResponseBody } | { readonly cut: Disruption } | 'no answer';

/** How an event and the operation around it ended. */
interface Outcome {
  readonly answer?: ResponseBody;
  readonly isSuccess: boolean;
  readonly disruption?: Disruption;
  readonly rollsBack: boolean;
}

/**
 * CloudFormation with a stack of one job and one sibling, after its User Guide: "Custom resource request and response
 * reference", "Choose how to handle failures when provisioning resources".
 */
export class Stack {
  status = 'REVIEW_IN_PROGRESS';
  /** The physical id of the job's resource; undefined where there is none. */
  physicalId?: string;
  /** Whether CloudFormation has had a success for that id. */
  isSound = false;
  /** Whether an update was ever rolled back. */
  hasGoneBack = false;
  /** `LastUpdatedTime`. */
  lastUpdatedAt?: Date;
  /** All answers, read or not, by RequestId. */
  readonly answers = new Map<string, ResponseBody[]>();
  readonly events: JobEvent[] = [];
  /** RequestIds of the events that CloudFormation has gone on without: it reads no answer to them. */
  readonly abandoned = new Set<string>();
  /** What the stack has of the resource, or had last. */
  properties?: JobProperties;
  private givenUp: string[] = [];
  private readonly waiting = new Map<string, (answer: ResponseBody) => void>();

  /**
   * @param send has an event delivered to the handler
   * @param prospectOf what the operation of an event meets with; it isn't complete before
   * @param lastUpdated when its `LastUpdatedTime` changes
   */
  constructor(
    private readonly time: VirtualTime,
    private readonly send: (event: JobEvent) => void,
    private readonly prospectOf: (event: JobEvent) => Prospect | undefined,
    private readonly lastUpdated: LastUpdated,
  ) {}

  /** Whether an event for the resource is still owed, because an operation got stuck. */
  get isStuck(): boolean {
    return ['DELETE_FAILED', 'ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED'].includes(this.status);
  }

  /** RequestId of what last created or updated the resource. */
  get lastDeployment(): string | undefined {
    return this.events.filter(({ RequestType }) => RequestType !== 'Delete').at(-1)?.RequestId;
  }

  /** @returns whether it is the answer that is waited for */
  take(answer: ResponseBody): boolean {
    const read = this.waiting.get(answer.RequestId);
    this.answers.set(answer.RequestId, [...this.answers.get(answer.RequestId) ?? [], answer]);
    this.waiting.delete(answer.RequestId);
    read?.(answer);
    return read !== undefined;
  }

  /** @param siblingFails when it does, in seconds from now, whatever our resource has come to */
  async create(properties: JobProperties, siblingFails?: number): Promise<void> {
    this.status = 'CREATE_IN_PROGRESS';
    this.properties = properties;
    const { answer, isSuccess, disruption, rollsBack } = await this.change(
      { ...this.next('Create'), RequestType: 'Create', ResourceProperties: received(properties) }, siblingFails,
    );
    this.isSound = isSuccess;
    this.physicalId = answer?.PhysicalResourceId ?? `app-Job-${this.events.length}A2B3C4D5E6F`;
    if (disruption === 'the user deletes the stack') {
      return this.delete();
    }
    if (isSuccess && disruption === undefined) {
      this.status = 'CREATE_COMPLETE';
    } else if (!rollsBack) {
      this.status = 'CREATE_FAILED';
    } else {
      await this.takeDown('ROLLBACK');
    }
  }

  /** @param siblingFails as for a creation */
  async update(properties: JobProperties, siblingFails?: number): Promise<void> {
    const before = this.properties!;
    const idBefore = this.physicalId!;
    this.status = 'UPDATE_IN_PROGRESS';
    this.note('start', 'start, and when it turns back');
    const { answer, isSuccess, disruption, rollsBack } = await this.change(this.updateEvent(properties, before), siblingFails);
    if (isSuccess) {
      this.replace(answer!.PhysicalResourceId);
      this.properties = properties;
    }
    if (disruption === 'the user deletes the stack') {
      return this.delete();
    }
    if (isSuccess && disruption === undefined) {
      await this.cleanUp('UPDATE');
    } else if (!rollsBack) {
      this.status = 'UPDATE_FAILED';
      this.note('end');
    } else {
      // the id that the stack goes back to isn't given up after all
      this.givenUp = this.givenUp.filter((id) => id !== idBefore);
      await this.rollBack(before, properties);
    }
  }

  async delete(): Promise<void> {
    await this.takeDown('DELETE');
  }

  private async rollBack(to: JobProperties, from: JobProperties): Promise<void> {
    this.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    this.note('start, and when it turns back');
    this.hasGoneBack = true;
    const { answer, isSuccess } = await this.change(this.updateEvent(to, from));
    if (!isSuccess) {
      this.status = 'UPDATE_ROLLBACK_FAILED';
      this.note('end');
      return;
    }
    this.replace(answer!.PhysicalResourceId);
    this.properties = to;
    await this.cleanUp('UPDATE_ROLLBACK');
  }

  /** Deletes what was given up; where that fails, CloudFormation leaves it behind. */
  private async cleanUp(operation: 'UPDATE' | 'UPDATE_ROLLBACK'): Promise<void> {
    this.status = `${operation}_COMPLETE_CLEANUP_IN_PROGRESS`;
    for (const id of this.givenUp.splice(0)) {
      await this.change({ ...this.next('Delete'), RequestType: 'Delete', PhysicalResourceId: id });
    }
    this.status = `${operation}_COMPLETE`;
    this.note('end');
  }

  /** The stack was updated now, under these readings of what that means. */
  private note(...readings: LastUpdated[]): void {
    if (readings.includes(this.lastUpdated)) {
      this.lastUpdatedAt = new Date(this.time.now);
    }
  }

  private async takeDown(operation: 'ROLLBACK' | 'DELETE'): Promise<void> {
    this.status = `${operation}_IN_PROGRESS`;
    for (const id of [...this.givenUp.splice(0), this.physicalId]) {
      if (id === undefined) {
        continue;
      }
      const { isSuccess } = await this.change({ ...this.next('Delete'), RequestType: 'Delete', PhysicalResourceId: id });
      if (!isSuccess) {
        this.status = `${operation}_FAILED`;
        return;
      }
    }
    this.physicalId = undefined;
    this.status = `${operation}_COMPLETE`;
  }

  private replace(id: string): void {
    if (id !== this.physicalId) {
      this.givenUp.push(this.physicalId!);
    }
    this.physicalId = id;
    this.isSound = true;
  }

  private updateEvent(properties: JobProperties, before: JobProperties): JobEvent {
    return {
      ...this.next('Update'),
      RequestType: 'Update',
      PhysicalResourceId: this.physicalId!,
      ResourceProperties: received(properties),
      OldResourceProperties: received(before),
    };
  }

  private next(what: string) {
    return { StackId: STACK_ID, LogicalResourceId: 'Job', RequestId: `${what.toLowerCase()}-${this.events.length + 1}` };
  }

  /** Sends an event, and sees how it and the sibling end. */
  private async change(event: JobEvent, siblingFails?: number): Promise<Outcome> {
    this.events.push(event);
    const prospect = siblingFails === undefined
      ? this.prospectOf(event)
      : { disruption: this.time.after(siblingFails * 1000).then(() => 'a sibling fails' as const), rollsBack: true };
    const ending = await this.endingOf(event, prospect);
    const answer = typeof ending === 'object' && 'answer' in ending ? ending.answer : undefined;
    const isSuccess = answer?.Status === 'SUCCESS';
    const cut = typeof ending === 'object' && 'cut' in ending ? ending.cut : undefined;
    return { answer, isSuccess, disruption: isSuccess ? await prospect?.disruption : cut, rollsBack: prospect?.rollsBack ?? true };
  }

  private endingOf(event: JobEvent, prospect?: Prospect): Promise<Ending> {
    const seconds = timeoutOf(event.RequestType === 'Delete' ? this.properties! : event.ResourceProperties);
    return new Promise((resolve) => {
      const abandon = (ending: Ending) => {
        if (this.waiting.delete(event.RequestId)) this.abandoned.add(event.RequestId);
        resolve(ending);
      };
      this.waiting.set(event.RequestId, (answer) => resolve({ answer }));
      void this.time.after(seconds * 1000).then(() => abandon('no answer'));
      // without a rollback, CloudFormation goes on with what doesn't depend on the sibling
      void prospect?.disruption.then((cut) => cut === 'a sibling fails, no rollback' ? undefined : abandon({ cut }));
      this.send(event);
    });
  }
}

/** As CloudFormation hands them over: with what it keeps to itself too, as text. */
function received(properties: JobProperties): JobProperties & { readonly ServiceTimeout: string } {
  return { ...properties, ServiceTimeout: String(timeoutOf(properties)) };
}

function timeoutOf({ WaitFor }: JobProperties): number {
  return serviceTimeoutSeconds(JSON.parse(WaitFor) as WaitSpec);
}
