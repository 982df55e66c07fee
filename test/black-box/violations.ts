import { isDeepStrictEqual } from 'node:util';
import type { Ending, Outcome } from './play';
import type { Scenario } from './scenarios';

/** What may be wrong after a death, beside what would be without it. */
export type Violation =
  | 'a run has a second job'
  | 'a task was done twice'
  | 'two jobs ran tasks at once'
  | 'a job is left live that the stack does not know'
  | 'the stack can not be deleted'
  | 'a job outlives the stack'
  | 'a stack whose event nobody answers ends otherwise than CloudFormation says'
  | `ends otherwise than undisturbed: ${string}`;

export function violations(scenario: Scenario, undisturbed: Outcome, outcome: Outcome): Violation[] {
  return [
    ...when(outcome.createdJobs > undisturbed.createdJobs, 'a run has a second job'),
    ...when(outcome.tasks > undisturbed.tasks || outcome.taggings > undisturbed.taggings, 'a task was done twice'),
    ...when(outcome.sawTwoAtWork, 'two jobs ran tasks at once'),
    ...when(outcome.strays.length > 0, 'a job is left live that the stack does not know'),
    ...when(outcome.deletion !== 'DELETE_COMPLETE', 'the stack can not be deleted'),
    ...when(outcome.survivors.length > 0, 'a job outlives the stack'),
    ...wrongEnd(scenario, undisturbed.ending, outcome),
  ];
}

function when(isWrong: boolean, violation: Violation): Violation[] {
  return isWrong ? [violation] : [];
}

function wrongEnd({ isRace }: Scenario, expected: Ending, { ending, unanswered }: Outcome): Violation[] {
  if (unanswered !== undefined) {
    return when(ending.status !== unanswered, 'a stack whose event nobody answers ends otherwise than CloudFormation says');
  }
  const members: readonly (keyof Ending)[] = isRace ? ['status'] : ['status', 'reason', 'physicalId', 'jobs', 'objectTags'];
  return members.filter((member) => !isDeepStrictEqual(ending[member], expected[member]))
    .map((member): Violation => `ends otherwise than undisturbed: ${member} ${JSON.stringify(ending[member])}`);
}
