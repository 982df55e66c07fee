import type { Disruption } from './stack';

/** What may happen to the function at one call. */
export type Mishap =
  | 'killed before'
  | 'killed after'
  /** all three deliveries of the event are */
  | 'killed before, each time'
  | 'killed after, each time'
  /** the service fails, and nothing is done */
  | 'error'
  /** the service refuses, once, as while IAM settles */
  | 'denied'
  /** it is done, and the answer gets lost */
  | 'timeout';

/** What may happen around the function at one call. */
export type Encounter =
  | Disruption
  /** and every delivery of the event is killed after its call was applied, slowly */
  | 'killed while a sibling fails'
  /** the event is delivered once more, at once */
  | 'a duplicate';

/** What goes wrong, at which of the calls that the handler makes of an event. */
export interface Fault {
  readonly kind: Mishap | Encounter;
  /** Counted from 0. An encounter at the number of calls comes after the last one. */
  readonly at: number;
  /** Whether the call that an encounter comes along with takes as long as a call may. */
  readonly isSlow?: boolean;
}

export const MISHAPS: readonly Mishap[] = [
  'killed before', 'killed after', 'killed before, each time', 'killed after, each time', 'error', 'denied', 'timeout',
];

export const DISRUPTIONS: readonly Disruption[] = ['a sibling fails', 'a sibling fails, no rollback', 'the user deletes the stack'];

/** What a fault does to the stack, if anything. */
export function disruptionBy(kind: Fault['kind']): Disruption | undefined {
  return kind === 'killed while a sibling fails' ? 'a sibling fails' : DISRUPTIONS.find((disruption) => disruption === kind);
}

/** Whether the retries of an event meet a fault at the same call again. */
export function isOfEachDelivery(kind: Fault['kind']): boolean {
  return kind.endsWith('each time') || kind === 'killed while a sibling fails';
}

export function describeFault({ kind, at, isSlow }: Fault): string {
  return `${kind} at call ${at}${isSlow ? ', which is slow' : ''}`;
}
