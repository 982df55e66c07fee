import type { MatrixVariant } from './matrix-service';
import { LAST_UPDATED } from './stack';
import { type Choices, UNKNOWNS } from '../../local/src/unknowns';

const LAGS: readonly Pick<MatrixVariant, 'listLag' | 'describeLag'>[] = [
  { listLag: 0, describeLag: 0 },
  { listLag: 20, describeLag: 0 },
  { listLag: 0, describeLag: 20 },
  { listLag: 45, describeLag: 45 },
  { listLag: 120, describeLag: 20 },
  { listLag: 20, describeLag: 120 },
];

/** What S3 does with a token, each with each of the lags; the answers for unknown jobs take turns, and so does what a stack's LastUpdatedTime is. */
export const VARIANTS: readonly MatrixVariant[] = UNKNOWNS.repeatedToken.variants.flatMap((repeatedToken, row) => (
  LAGS.map((lags, column) => ({
    repeatedToken, ...lags, unknownJob: taking(row + column, UNKNOWNS.unknownJob.variants), lastUpdated: taking(row + column, LAST_UPDATED),
  }))
));

function taking<T>(turn: number, choices: readonly T[]): T {
  return choices[turn % choices.length];
}

/** What else is open, and the engine does either way. */
export type EngineChoices = Pick<Choices, 'reusedToken' | 'statusOfEndedJob' | 'createJobChecks' | 'unassumableRoleCode'>;

/** One for each of the lags, so that each choice has its turn. */
const ENGINE_CHOICES: readonly EngineChoices[] = [
  { reusedToken: 'refused', statusOfEndedJob: 'JobStatusException', createJobChecks: 'no, the job fails', unassumableRoleCode: 'AccessDenied' },
  { reusedToken: 'same job', statusOfEndedJob: 'nothing', createJobChecks: 'yes', unassumableRoleCode: 'AccessDenied' },
  { reusedToken: 'refused', statusOfEndedJob: 'JobStatusException', createJobChecks: 'no, the job fails', unassumableRoleCode: 'InvalidRole' },
  { reusedToken: 'another job', statusOfEndedJob: 'nothing', createJobChecks: 'no, the job fails', unassumableRoleCode: 'AccessDenied' },
  { reusedToken: 'same job', statusOfEndedJob: 'JobStatusException', createJobChecks: 'yes', unassumableRoleCode: 'AccessDenied' },
  { reusedToken: 'another job', statusOfEndedJob: 'nothing', createJobChecks: 'no, the job fails', unassumableRoleCode: 'InvalidRole' },
];

/** Those that the local engine plays. It takes longer over a cell, so that not all are combined. */
export const ENGINE_VARIANTS: readonly MatrixVariant[] = ENGINE_CHOICES.map((engine, turn) => ({
  repeatedToken: taking(turn, UNKNOWNS.repeatedToken.variants),
  ...LAGS[turn],
  unknownJob: taking(turn, UNKNOWNS.unknownJob.variants),
  lastUpdated: taking(turn, LAST_UPDATED),
  engine,
}));

/** Those under which no job stays hidden for longer than it is looked for, and no token makes two jobs meanwhile. */
export const LAGS_WITHIN_A_LOOK = [...VARIANTS, ...ENGINE_VARIANTS].filter(({ repeatedToken, listLag, describeLag }) => (
  listLag + describeLag === 0 || (repeatedToken !== 'another job' && Math.max(listLag, describeLag) < 60)
));

export function describeVariant({ repeatedToken, listLag, describeLag, unknownJob, lastUpdated, engine = {} }: MatrixVariant): string {
  const more = Object.entries(engine).map(([question, choice]) => `; ${question}: ${choice}`).join('');
  return `same token: ${repeatedToken}; listed after ${listLag} s, found after ${describeLag} s; unknown: ${unknownJob}; LastUpdatedTime: ${lastUpdated}${more}`;
}
