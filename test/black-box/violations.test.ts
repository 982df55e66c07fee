import type { Ending, Outcome } from './play';
import type { Scenario } from './scenarios';
import { violations } from './violations';

const scenario: Scenario = { name: 'deploy', before: [], step: '1', ends: 'CREATE_COMPLETE', jobs: ['Complete'] };
const job: Ending['jobs'][number] = { Status: 'Complete', Priority: 10, Operation: {}, succeeded: 3, tags: '' };
const ending: Ending = { status: 'CREATE_COMPLETE', physicalId: '<id>/1-x', jobs: [job], objectTags: [{ run: '1' }] };
const undisturbed: Outcome = {
  calls: [], deaths: 0, ending, createdJobs: 1, tasks: 3, taggings: 3, sawTwoAtWork: false, wasTooSlow: false, strays: [], deletion: 'DELETE_COMPLETE', survivors: [],
};

test('a death that changes nothing is in order', () => {
  expect(violations(scenario, undisturbed, { ...undisturbed, deaths: 1 })).toEqual([]);
});

test.each<[string, Partial<Outcome>]>([
  ['a run has a second job', { createdJobs: 2 }],
  ['a task was done twice', { tasks: 4 }],
  ['a task was done twice', { taggings: 6 }],
  ['two jobs ran tasks at once', { sawTwoAtWork: true }],
  ['a job is left live that the stack does not know', { strays: ['Suspended'] }],
  ['the stack can not be deleted', { deletion: 'DELETE_FAILED' }],
  ['a job outlives the stack', { survivors: ['Active'] }],
  ['ends otherwise than undisturbed: status "ROLLBACK_COMPLETE"', { ending: { ...ending, status: 'ROLLBACK_COMPLETE' } }],
  ['ends otherwise than undisturbed: reason "late"', { ending: { ...ending, reason: 'late' } }],
  ['ends otherwise than undisturbed: physicalId "none/x"', { ending: { ...ending, physicalId: 'none/x' } }],
  ['ends otherwise than undisturbed: jobs []', { ending: { ...ending, jobs: [] } }],
  ['ends otherwise than undisturbed: objectTags [{}]', { ending: { ...ending, objectTags: [{}] } }],
  ['a stack whose event nobody answers ends otherwise than CloudFormation says', { unanswered: 'ROLLBACK_COMPLETE' }],
])('finds that %s: %j', (violation, found) => {
  expect(violations(scenario, undisturbed, { ...undisturbed, ...found })).toEqual([violation]);
});

test('a stack whose event nobody answers ends where CloudFormation says, with no more jobs and tasks than otherwise', () => {
  const unanswered: Partial<Outcome> = { unanswered: 'ROLLBACK_COMPLETE', ending: { ...ending, status: 'ROLLBACK_COMPLETE', jobs: [] } };

  expect(violations(scenario, undisturbed, { ...undisturbed, ...unanswered, createdJobs: 0, tasks: 0 })).toEqual([]);
  expect(violations(scenario, undisturbed, { ...undisturbed, ...unanswered, createdJobs: 2 })).toEqual(['a run has a second job']);
});

test('of a race, only the stack ends alike each time', () => {
  const race: Scenario = { ...scenario, isRace: true };

  expect(violations(race, undisturbed, { ...undisturbed, ending: { ...ending, jobs: [] } })).toEqual([]);
  expect(violations(race, undisturbed, { ...undisturbed, ending: { ...ending, status: 'ROLLBACK_FAILED' } })).toHaveLength(1);
});
