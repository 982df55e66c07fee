import type { RetentionOptions } from './job-request';

const PATH = 'Operation.S3PutObjectRetention.Retention';

/** The path and the reason of each option of S3PutObjectRetention that can't be played here. */
export function unplayedRetention({ Retention: { Mode, RetainUntilDate, EventHold, EventHoldDuration } }: RetentionOptions): string[] {
  return [
    ...(EventHold !== undefined ? [`${PATH}.EventHold: there are no event holds here`] : []),
    ...(EventHoldDuration !== undefined ? [`${PATH}.EventHoldDuration: there are no event holds here`] : []),
    // S3Retention tells of both, and of neither, which removes a retention
    ...((Mode === undefined) === (RetainUntilDate === undefined) ? [] : [
      `${PATH}: either both or none of \`Mode\` and \`RetainUntilDate\`, got: ${Mode === undefined ? 'RetainUntilDate' : 'Mode'}`,
    ]),
  ];
}
