import { Duration, Lazy } from 'aws-cdk-lib';
import { OnTimeout, WaitFor, type Wait } from '../src';
import type { WaitSpec } from '../src/private/contract';
import { serviceTimeoutSeconds } from '../src/private/wait-timeout';

test.each<[string, Wait, WaitSpec]>([
  ['created()', WaitFor.created(), { until: 'created' }],
  ['started()', WaitFor.started(), { until: 'started', timeoutSeconds: 900 }],
  ['started() with a timeout', WaitFor.started({ timeout: Duration.seconds(1) }), { until: 'started', timeoutSeconds: 1 }],
  ['completed()', WaitFor.completed(), { until: 'completed', timeoutSeconds: 2700 }],
  [
    'completed() with every option',
    WaitFor.completed({ timeout: Duration.minutes(45), maxFailedTasks: 7, maxFailedTasksPercent: 0.5, onTimeout: OnTimeout.CONTINUE }),
    { until: 'completed', timeoutSeconds: 2700, onTimeout: 'CONTINUE', maxFailedTasks: 7, maxFailedTasksPercent: 0.5 },
  ],
  [
    'completed() with a share of failed tasks, which leaves their number open',
    WaitFor.completed({ maxFailedTasksPercent: 0 }),
    { until: 'completed', timeoutSeconds: 2700, maxFailedTasksPercent: 0 },
  ],
])('tells the handler of %s', (_, wait, spec) => {
  expect(wait._bind()).toEqual({ spec, problems: [] });
  expect(wait.name).toBe(spec.until);
});

const timeoutRule = '`waitFor.timeout` must be a Duration of whole seconds, from 1 to 2700, known at synth';

test.each<[string, Duration, string]>([
  ['no time', Duration.seconds(0), '0'],
  ['more than 45 minutes', Duration.seconds(2701), '2701; a longer job goes on after the deployment, with WaitFor.started()'],
  ['half a second', Duration.millis(500), '0.5'],
  ['a time known at deployment', Duration.seconds(Lazy.number({ produce: () => 60 })), 'a value known at deployment'],
  ['seconds from JavaScript', 60 as never, '60'],
])('refuses to wait for %s', (_, timeout, got) => {
  const problems = [`${timeoutRule}, got: ${got}`];

  expect(WaitFor.started({ timeout })._bind().problems).toEqual(problems);
  expect(WaitFor.completed({ timeout })._bind().problems).toEqual(problems);
});

test.each<[string, unknown, string]>([
  ['fewer than no failed tasks', { maxFailedTasks: -1 }, '`waitFor.maxFailedTasks` must be a whole number from 0, known at synth, got: -1'],
  ['half a failed task', { maxFailedTasks: 0.5 }, '`waitFor.maxFailedTasks` must be a whole number from 0, known at synth, got: 0.5'],
  ['more than all', { maxFailedTasksPercent: 101 }, '`waitFor.maxFailedTasksPercent` must be a number from 0 to 100, known at synth, got: 101'],
  ['no number', { maxFailedTasksPercent: NaN }, '`waitFor.maxFailedTasksPercent` must be a number from 0 to 100, known at synth, got: NaN'],
  ['text for a share', { maxFailedTasksPercent: '5' }, '`waitFor.maxFailedTasksPercent` must be a number from 0 to 100, known at synth, got: "5"'],
  ['an unknown way on', { onTimeout: 'IGNORE' }, '`waitFor.onTimeout` must be one of FAIL, CONTINUE, got: "IGNORE"'],
])('refuses %s', (_, options, problem) => {
  expect(WaitFor.completed(options as never)._bind().problems).toEqual([problem]);
});

test.each<[string, (options: never) => Wait, unknown, string]>([
  ['a misspelt option', WaitFor.completed, { maxFailedTask: 5 }, '`waitFor.maxFailedTask` is no option; there are: timeout, maxFailedTasks, maxFailedTasksPercent, onTimeout'],
  ['an option of the other wait', WaitFor.started, { maxFailedTasks: 5 }, '`waitFor.maxFailedTasks` is no option; there are: timeout'],
  ['a duration alone', WaitFor.started, Duration.minutes(3), '`waitFor` must have its options by their names, as in started({ timeout: … }), got: an object of Duration'],
  ['null', WaitFor.completed, null, '`waitFor` must have its options by their names, as in completed({ timeout: … }), got: null'],
  ['a list', WaitFor.started, [], '`waitFor` must have its options by their names, as in started({ timeout: … }), got: a list'],
])('refuses %s from JavaScript', (_, make, options, problem) => {
  expect(make(options as never)._bind().problems).toEqual([problem]);
});

test('tells a misspelt option together with a wrong one', () => {
  expect(WaitFor.completed({ maxFailedTask: 5, maxFailedTasks: -1 } as never)._bind().problems).toHaveLength(2);
});

test.each<[string, WaitSpec, number]>([
  ['a wait for nothing has twenty minutes, which the deletion of its job may need', { until: 'created' }, 1200],
  ['a short wait has no less', { until: 'started', timeoutSeconds: 1 }, 1200],
  ['a wait has a quarter of an hour more than its timeout', { until: 'started', timeoutSeconds: 900 }, 1800],
  ['the longest wait has the hour that CloudFormation gives', { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL' }, 3600],
])('%s', (_, spec, seconds) => {
  expect(serviceTimeoutSeconds(spec)).toBe(seconds);
});
