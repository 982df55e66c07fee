import type { JobAttributes, JobProperties } from '../src/private/contract';

interface EventBase {
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
}

/** What CloudFormation sends, less ResponseURL, which only the entry point may know. */
export type JobEvent =
  | EventBase & { readonly RequestType: 'Create'; readonly ResourceProperties: JobProperties }
  | EventBase & {
    readonly RequestType: 'Update';
    readonly PhysicalResourceId: string;
    readonly ResourceProperties: JobProperties;
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

/** The account of a stack, by its ARN. */
export function accountOf(stackId: string): string {
  return stackId.split(':')[4];
}
