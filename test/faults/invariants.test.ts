import { violations } from './invariants';
import type { JobCourse } from './matrix-service';
import type { ResponseBody } from './stack';
import { VARIANTS } from './variants';
import { World } from './world';
import { markTags } from '../../lambda/own-tags';
import type { WireRequest } from '../../lambda/wire-request';
import { createEvent, request, updateEvent, properties } from '../lambda/events';

const busy: JobCourse = { prepares: 10, works: Infinity, tasks: 4 };

let world: World;
beforeEach(() => {
  world = new World(VARIANTS[0], [busy]);
});

/** A job of an event, created now. */
function job(requestId: string, previous?: string): string {
  const tags = markTags(createEvent(properties(), requestId), 1, previous);
  // the model, which is the service here, takes no time over it
  return world.service.createJob({ request: request as WireRequest, tags, token: `${world.service.jobs.length}` }) as string;
}

function known(jobId: string): void {
  Object.assign(world.stack, { physicalId: `${jobId}/1-x`, isSound: true, status: 'CREATE_COMPLETE' });
}

async function pass(seconds: number): Promise<void> {
  void world.time.after(seconds * 1000);
  await world.time.untilNothingIsLeft();
}

const answer = (Status: ResponseBody['Status'], PhysicalResourceId: string, Reason = 'job 1 ended Failed') => (
  world.stack.take({ Status, PhysicalResourceId, Reason, RequestId: 'create-1' })
);

test('a job that CloudFormation knows is in order', async () => {
  known(job('create-1'));
  await pass(60);

  expect(violations(world)).toEqual([]);
});

test('finds two jobs of a run that ran tasks', async () => {
  known(job('create-1'));
  const other = job('create-1');
  await pass(60);
  world.service.cancelJob(other);
  await pass(60);

  expect(violations(world)).toEqual(['two jobs of a run ran tasks']);
});

test('does not mind one that was cancelled before its first task', async () => {
  known(job('create-1'));
  world.service.cancelJob(job('create-1'));
  await pass(60);

  expect(violations(world)).toEqual([]);
});

test('finds two generations at work at once', async () => {
  const before = job('create-1');
  known(job('update-2'));
  await pass(60);
  world.service.cancelJob(before);
  await pass(60);

  expect(violations(world)).toEqual(['two generations ran tasks at once']);
});

test('finds a job that CloudFormation does not know', async () => {
  job('create-1');
  await pass(60);

  expect(violations(world)).toEqual(['a job is left live that CloudFormation does not know']);
});

test('leaves CloudFormation the jobs of a deletion that got stuck because the function was killed each time', () => {
  world = new World(VARIANTS[0], [busy], [{ kind: 'killed after, each time', at: 0 }]);
  world.stack.events.push(createEvent(properties(), 'create-1'));
  job('create-1');
  world.stack.status = 'DELETE_FAILED';

  expect(violations(world)).toEqual([]);
});

test('finds a job cancelled that CloudFormation was told of', async () => {
  const id = job('create-1');
  known(id);
  world.service.cancelJob(id);
  await pass(60);

  expect(violations(world)).toEqual(['a job was cancelled that CloudFormation was told of']);
});

test.each([
  ['finds a job cancelled that a stack went back to', undefined, ['a job was cancelled that CloudFormation was told of']],
  ['does not mind one that another run\'s job had taken the place of', 'of before', []],
])('%s', async (_, place, found) => {
  const id = job('create-1');
  known(id);
  world.service.cancelJob(id);
  await pass(60);
  if (place !== undefined) {
    world.service.cancelJob(job('update-2', `${id}/1-x`));
  }
  Object.assign(world.stack, { status: 'UPDATE_ROLLBACK_COMPLETE', hasGoneBack: true });
  await pass(60);

  expect(violations(world)).toEqual(found);
});

test('finds a failure whose job is still at work', () => {
  const event = createEvent(properties(), 'create-1');
  void world.stack.create(event.ResourceProperties);
  const id = job('create-1');
  const read = { event: world.stack.events[0], retry: 0, isDuplicate: false };

  world.answered(read, { Status: 'FAILED', PhysicalResourceId: `${id}/1-x`, Reason: 'job 1 ended Failed', RequestId: 'create-1' });

  expect(violations(world)).toContain('a failure left its job at work');
});

test('finds a deletion that got stuck though nobody killed the function', () => {
  world.stack.events.push(createEvent(properties(), 'create-1'));
  world.stack.status = 'DELETE_FAILED';

  expect(violations(world)).toEqual(['a rollback or a deletion got stuck']);
});

test('finds answers that name different jobs, but lets a failed update keep the id of before', () => {
  world.stack.events.push(createEvent(properties(), 'create-1'));
  answer('SUCCESS', 'one/1-x');
  answer('FAILED', 'none/create-1');
  expect(violations(world)).toEqual([]);
  answer('FAILED', 'two/1-x');
  expect(violations(world)).toEqual(['the answers to an event differ']);

  world.stack.events[0] = updateEvent('two/1-x', properties(), properties(), 'create-1');
  expect(violations(world)).toEqual([]);
});

test('lets the answers differ that CloudFormation has gone on without', async () => {
  const created = world.stack.create(properties(), 1);
  await pass(2);
  answer('FAILED', 'one/1-x');
  answer('FAILED', 'two/1-x');

  expect(violations(world)).toEqual([]);
  await world.time.untilNothingIsLeft();
  await created;
});

test.each(['no such option', 'job undefined ended Failed', 'job [object Object] failed', 'job 1 had NaN tasks'])('finds an unreadable reason: %s', (reason) => {
  answer('FAILED', 'none/create-1', reason);

  expect(violations(world)).toEqual([`an unreadable reason: ${reason}`]);
});
