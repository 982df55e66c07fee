import { runInThisContext } from 'node:vm';
import { FakeClock } from '../fake-clock';
import { seed, surroundings, taggingRequest } from '../surroundings';

afterEach(() => jest.restoreAllMocks());

function started() {
  const parts = surroundings(new FakeClock(undefined, { auto: true }));
  seed(parts.store, 'a');
  return parts;
}

test('a listener that throws changes nothing for the job or for the next listener, and becomes a warning', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockReturnValue(undefined);
  const { engine } = started();
  const statuses: string[] = [];
  engine.onChange(() => { throw new Error('no room for a progress bar'); });
  engine.onChange(({ Status }) => statuses.push(Status));
  const id = engine.createJob(taggingRequest());
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({ Status: 'Complete', FailureReasons: [] });
  expect(statuses).toEqual(['New', 'Preparing', 'Ready', 'Active', 'Completing', 'Complete']);
  expect(warn).toHaveBeenCalledTimes(statuses.length);
  expect(warn).toHaveBeenCalledWith('a listener failed: no room for a progress bar', expect.objectContaining({ detail: expect.stringContaining('listeners.test') }));
});

test('a listener isn\'t told any more once it is stopped', async () => {
  const { engine } = started();
  const listener = jest.fn();
  engine.onChange(listener)();
  engine.createJob(taggingRequest());
  await engine.idle();
  expect(listener).not.toHaveBeenCalled();
});

test('any number may wait for the jobs to be over', async () => {
  // Node.js's own warnings are those of the process outside the test's sandbox
  const warn = jest.spyOn(runInThisContext('process') as NodeJS.Process, 'emitWarning').mockReturnValue(undefined);
  const { engine } = started();
  engine.createJob(taggingRequest());
  await Promise.all(Array.from({ length: 20 }, () => engine.idle()));
  expect(warn).not.toHaveBeenCalled();
});
