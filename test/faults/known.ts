import type { Violation } from './invariants';
import type { Cell } from './matrix';

/** A violation that no rule of the handler could prevent, and why. */
export interface Known {
  readonly reason: string;
  applies(cell: Cell, violation: Violation): boolean;
}

/** How long the handler goes on looking for what S3 may still hide, in seconds. */
const LONGEST_LOOK = 60;

const OF_HIDDEN_JOBS: readonly Violation[] = [
  'two jobs of a run ran tasks',
  'two generations ran tasks at once',
  'a job is left live that CloudFormation does not know',
  'a job was cancelled that CloudFormation was told of',
  'the answers to an event differ',
  'a job outlives the stack',
  'a failure left its job at work',
];

/** See docs/adr/002-what-the-fault-matrix-shows.md. */
export const KNOWN: readonly Known[] = [
  {
    reason: 'S3 makes another job of a repeated token and hides the first: both run tasks until a look finds them',
    applies: ({ scenario, variant }, violation) => (
      violation === 'two jobs of a run ran tasks' && variant.repeatedToken === 'another job' && lag({ variant }) > 0 && !scenario.isHeld
    ),
  },
  {
    reason: 'S3 makes another job of a token that comes with another request, as from a delivery that stages the rows anew, and hides the first',
    applies: ({ scenario, variant }, violation) => (
      violation === 'two jobs of a run ran tasks' && variant.engine?.reusedToken === 'another job' && lag({ variant }) > 0 && scenario.isStaged === true
    ),
  },
  {
    reason: `S3 hides a job for longer than the ${LONGEST_LOOK} s that the handler looks for it`,
    applies: (cell, violation) => OF_HIDDEN_JOBS.includes(violation) && lag(cell) > LONGEST_LOOK,
  },
];

function lag({ variant }: Pick<Cell, 'variant'>): number {
  return Math.max(variant.listLag, variant.describeLag);
}
