import { booleanProblems, enumProblems, show, type KnownOptions } from '../checks';
import { eventHoldDurationProblems, eventHoldProblems } from './event-holds';
import { EventHoldStatus } from '../../event-hold-status';
import type { PutObjectRetentionOptions } from '../../operations/put-object-retention';
import { RetentionMode } from '../../retention-mode';
import { instantProblems } from '../instants';
import { isStruct, operationOptionProblems } from '../struct-checks';

const OPTIONS: KnownOptions<PutObjectRetentionOptions> = {
  mode: true, retainUntilDate: true, eventHold: true, eventHoldDuration: true, remove: true, bypassGovernanceRetention: true,
};

/** What `remove` leaves nothing to say about. */
const SETTINGS = ['mode', 'retainUntilDate', 'eventHold', 'eventHoldDuration'] as const;

/**
 * Unless the options of `putObjectRetention` say one thing that S3 does.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-variable-retention-troubleshooting
 */
export function retentionProblems(given: PutObjectRetentionOptions | null | undefined): string[] {
  const options = given ?? {};
  const way = [...eventHoldProblems('operation.eventHold', options.eventHold), ...booleanProblems('operation.remove', options.remove)];
  return [
    ...operationOptionProblems('putObjectRetention', given, OPTIONS),
    ...enumProblems('operation.mode', options.mode, RetentionMode, 'RetentionMode'),
    ...instantProblems('operation.retainUntilDate', options.retainUntilDate),
    ...way,
    ...eventHoldDurationProblems('operation.eventHoldDuration', options.eventHoldDuration),
    ...booleanProblems('operation.bypassGovernanceRetention', options.bypassGovernanceRetention),
    // what belongs together depends on which way it is meant
    ...(way.length > 0 || (given !== undefined && !isStruct(given)) ? [] : combinationProblems(options)),
  ];
}

function combinationProblems(options: PutObjectRetentionOptions): string[] {
  return options.remove === true ? removalProblems(options) : settingProblems(options);
}

function removalProblems(options: PutObjectRetentionOptions): string[] {
  return SETTINGS
    .filter((name) => options[name] !== undefined)
    .map((name) => `\`operation.${name}\` must be left out with \`operation.remove\`, which takes the whole retention away, got: ${show(options[name])}`);
}

function settingProblems({ mode, retainUntilDate, eventHold, eventHoldDuration }: PutObjectRetentionOptions): string[] {
  if (mode === undefined) {
    return ['`operation.mode` must be given for a retention, as in putObjectRetention({ mode: RetentionMode.GOVERNANCE, retainUntilDate }); '
      + 'give `operation.remove: true` to take the retention away'];
  }
  if (eventHold === undefined) {
    return [
      ...(retainUntilDate === undefined ? ['`operation.retainUntilDate` must be given with `operation.mode`, or `operation.eventHold`'] : []),
      ...(eventHoldDuration === undefined ? [] : ['`operation.eventHoldDuration` must go with `operation.eventHold: EventHoldStatus.ON`']),
    ];
  }
  return eventHold === EventHoldStatus.ON ? holdProblems(eventHoldDuration) : releaseProblems(retainUntilDate, eventHoldDuration);
}

function holdProblems(duration: PutObjectRetentionOptions['eventHoldDuration']): string[] {
  return duration === undefined
    ? ['`operation.eventHoldDuration` must be given with `operation.eventHold: EventHoldStatus.ON`, as in EventHoldDuration.years(7)']
    : [];
}

/** S3 dates the end of a released hold by the duration that was set with it. */
function releaseProblems(date: Date | undefined, duration: PutObjectRetentionOptions['eventHoldDuration']): string[] {
  return [
    ...(date === undefined
      ? []
      : ['`operation.retainUntilDate` must be left out with `operation.eventHold: EventHoldStatus.OFF`; to release the hold and retain until a date, '
        + `leave \`operation.eventHold\` out, got: ${show(date)}`]),
    ...(duration === undefined ? [] : ['`operation.eventHoldDuration` must be left out with `operation.eventHold: EventHoldStatus.OFF`']),
  ];
}
