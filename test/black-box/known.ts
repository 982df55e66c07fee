import type { Cell } from './cells';
import type { Violation } from './violations';

/** A violation that no rule of the handler could prevent, and why. */
export interface Known {
  readonly reason: string;
  /** How many cells it explains at most: one more is a new one. */
  readonly most: number;
  applies(cell: Cell, violation: Violation): boolean;
}

/** The clean-up comes after the update and the rollback's. */
const CLEAN_UP_OF_ROLLBACK = 2;

export const KNOWN: readonly Known[] = [
  {
    reason: 'CloudFormation abandons what the clean-up of a rollback fails to delete: a job that the rollback left to it stays live until the stack is deleted',
    most: 2,
    applies: ({ scenario, death }, violation) => (
      scenario.ends === 'UPDATE_ROLLBACK_COMPLETE' && death.call.event === CLEAN_UP_OF_ROLLBACK && death.times === 3
      && (violation === 'a job is left live that the stack does not know' || violation.startsWith('ends otherwise than undisturbed: jobs'))
    ),
  },
];
