import { Operation } from './operation';
import type { EventHoldDuration } from '../event-hold-duration';
import type { EventHoldStatus } from '../event-hold-status';
import type { JobSite, OperationBinding, Selection } from '../private/binding';
import { instantText, instantWarnings } from '../private/instants';
import { objectLockPermissions, objectLockProblems, objectLockWarnings } from '../private/operation/object-lock';
import { retentionProblems } from '../private/operation/object-retention';
import { retainUntilPast, type Warning } from '../private/warnings';
import type { RetentionMode } from '../retention-mode';

/**
 * Options of `BatchOperation.putObjectRetention`: `mode` with `retainUntilDate` for a retention until that date; `mode` with
 * `eventHold` for one until an event; or `remove`.
 */
export interface PutObjectRetentionOptions {
  /**
   * How strictly each object is retained. Needed unless the retention is removed.
   *
   * @default - none, with `remove`
   */
  readonly mode?: RetentionMode;

  /**
   * Until when each object is retained, in the future when the job runs. With an event hold that is turned on, the
   * earliest end of the retention. Without `eventHold` it ends an event hold that there is.
   *
   * @default - no date, with `remove` or `eventHold`
   */
  readonly retainUntilDate?: Date;

  /**
   * Whether each object's retention waits for an event: ON holds the object, and needs `eventHoldDuration`; OFF says that
   * the event has come, from when on the duration runs that was set with the hold, so without a date or a duration.
   *
   * @default - not said
   */
  readonly eventHold?: EventHoldStatus;

  /**
   * How long each object is retained after its event hold is released. Only with `eventHold` ON.
   *
   * @default - none
   */
  readonly eventHoldDuration?: EventHoldDuration;

  /**
   * Whether the retention of each object is taken away. Without `bypassGovernanceRetention` S3 lets nobody take away a
   * retention in governance mode, and never one in compliance mode, before it ends.
   *
   * @default false
   */
  readonly remove?: boolean;

  /**
   * Whether a retention in governance mode may be shortened or taken away; then the job's role is allowed
   * `s3:BypassGovernanceRetention`.
   *
   * @default - not said, which is as false
   */
  readonly bypassGovernanceRetention?: boolean;
}

/** S3PutObjectRetention: sets or removes the retention of each object. */
export class PutObjectRetention extends Operation {
  public readonly name = 'S3PutObjectRetention';

  constructor(private readonly options: PutObjectRetentionOptions) {
    super();
  }

  /** @internal */
  public _bind({ objects }: Selection, { now }: JobSite): OperationBinding {
    const problems = [...retentionProblems(this.options), ...objectLockProblems('putObjectRetention', objects)];
    if (problems.length > 0) {
      return { request: {}, permissions: [], problems, warnings: [] };
    }
    const { mode, retainUntilDate, eventHold, eventHoldDuration, bypassGovernanceRetention } = this.options;
    return {
      request: {
        S3PutObjectRetention: {
          BypassGovernanceRetention: bypassGovernanceRetention,
          // empty, it is the API's way to say that the retention is removed
          Retention: {
            Mode: mode,
            RetainUntilDate: retainUntilDate && instantText(retainUntilDate),
            EventHold: eventHold,
            EventHoldDuration: eventHoldDuration?._request(),
          },
        },
      },
      permissions: objectLockPermissions(objects, [
        's3:PutObjectRetention', ...(bypassGovernanceRetention === true ? ['s3:BypassGovernanceRetention'] : []),
      ]),
      problems,
      warnings: [...dateWarnings(retainUntilDate, now), ...objectLockWarnings(objects)],
    };
  }
}

function dateWarnings(date: Date | undefined, now: Date): Warning[] {
  const path = 'operation.retainUntilDate';
  return [
    ...instantWarnings(path, date, now),
    ...(date !== undefined && date <= now ? [retainUntilPast(path, instantText(date))] : []),
  ];
}
