import type { RetentionOptions } from './job-request';
import type { Unplayed } from './unplayed';

const NO_HOLDS = 'there are no event holds here';

/** What of S3PutObjectRetention isn't played. */
export const UNPLAYED_RETENTION: readonly Unplayed<RetentionOptions>[] = [
  { option: 'Retention.EventHold', why: NO_HOLDS, isIn: ({ Retention: { EventHold } }) => EventHold !== undefined },
  { option: 'Retention.EventHoldDuration', why: NO_HOLDS, isIn: ({ Retention: { EventHoldDuration } }) => EventHoldDuration !== undefined },
  {
    // S3Retention tells of both, and of neither, which removes a retention
    option: 'Retention',
    why: 'either both or none of `Mode` and `RetainUntilDate`',
    isIn: ({ Retention: { Mode, RetainUntilDate } }) => (Mode === undefined) !== (RetainUntilDate === undefined),
    got: ({ Retention: { Mode } }) => Mode === undefined ? 'RetainUntilDate' : 'Mode',
  },
];
