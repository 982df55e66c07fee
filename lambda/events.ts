import type { JobAttributes, JobProperties } from '../src/private/contract';
import { SERVICE_TIMEOUT_SECONDS } from '../src/private/limits';

interface EventBase {
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
}

/** The properties as they come: ours, and how long CloudFormation waits for the answer, in seconds. */
type ReceivedProperties = JobProperties & { readonly ServiceTimeout?: string };

/** What CloudFormation sends, less ResponseURL, which only the entry point may know. */
export type JobEvent =
  | EventBase & { readonly RequestType: 'Create'; readonly ResourceProperties: ReceivedProperties }
  | EventBase & {
    readonly RequestType: 'Update';
    readonly PhysicalResourceId: string;
    readonly ResourceProperties: ReceivedProperties;
    readonly OldResourceProperties: JobProperties;
  }
  | EventBase & { readonly RequestType: 'Delete'; readonly PhysicalResourceId: string };

export type CreateEvent = Extract<JobEvent, { RequestType: 'Create' }>;
export type UpdateEvent = Extract<JobEvent, { RequestType: 'Update' }>;
export type DeleteEvent = Extract<JobEvent, { RequestType: 'Delete' }>;

/** What CloudFormation is told. */
export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  /** For people: shown in the stack's events. */
  readonly reason?: string;
  readonly attributes?: JobAttributes;
}

/** How long CloudFormation waits for the answer to an event, as far as the event says, in seconds. */
export function serviceTimeoutOf(event: JobEvent): number | undefined {
  const seconds = event.RequestType === 'Delete' ? undefined : Number(event.ResourceProperties.ServiceTimeout);
  return seconds !== undefined && seconds > 0 && seconds <= SERVICE_TIMEOUT_SECONDS ? seconds : undefined;
}

/** The account of a stack, by its ARN. */
export function accountOf(stackId: string): string {
  return stackId.split(':')[4];
}
