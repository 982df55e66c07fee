import type { ServiceVariant } from './job-service';
import { UNKNOWNS } from '../../local/src/unknowns';

const LAGS: readonly Pick<ServiceVariant, 'listLag' | 'describeLag'>[] = [
  { listLag: 0, describeLag: 0 },
  { listLag: 20, describeLag: 0 },
  { listLag: 0, describeLag: 20 },
  { listLag: 45, describeLag: 45 },
  { listLag: 120, describeLag: 20 },
  { listLag: 20, describeLag: 120 },
];

/** What S3 does with a token, each with each of the lags; the answers for unknown jobs take turns. */
export const VARIANTS: readonly ServiceVariant[] = UNKNOWNS.repeatedToken.variants.flatMap((repeatedToken, row) => (
  LAGS.map((lags, column) => ({ repeatedToken, ...lags, unknownJob: taking(row + column, UNKNOWNS.unknownJob.variants) }))
));

function taking<T>(turn: number, choices: readonly T[]): T {
  return choices[turn % choices.length];
}

/** Those under which no job stays hidden for longer than it is looked for, and no token makes two jobs meanwhile. */
export const LAGS_WITHIN_A_LOOK = VARIANTS.filter(({ repeatedToken, listLag, describeLag }) => (
  listLag + describeLag === 0 || (repeatedToken !== 'another job' && Math.max(listLag, describeLag) < 60)
));

export function describeVariant({ repeatedToken, listLag, describeLag, unknownJob }: ServiceVariant): string {
  return `same token: ${repeatedToken}; listed after ${listLag} s, found after ${describeLag} s; unknown: ${unknownJob}`;
}
