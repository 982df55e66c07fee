import { inOrder } from '../../../local/src/stacks/in-order';

/** Runs `one`, then `two`; from within `one` everything is called off from outside. */
async function calledOff(step: (id: string, cancelled: AbortSignal) => Promise<void>) {
  const outside = new AbortController();
  const begun: string[] = [];
  const failures = await inOrder({
    ids: ['one', 'two'],
    stopOnFailure: true,
    cancelled: outside.signal,
    before: (id) => id === 'two' ? ['one'] : [],
    step: (id, cancelled) => {
      begun.push(id);
      outside.abort();
      return step(id, cancelled);
    },
  });
  return { begun, failures: failures.map(({ message }) => message) };
}

test('what is called off from outside begins no further step, and has failed even when no step has', async () => {
  expect(await calledOff(async () => undefined)).toEqual({ begun: ['one'], failures: ['the operation was cancelled'] });
});

test('steps are told when all of it is called off from outside', async () => {
  const { failures } = await calledOff(async (_id, cancelled) => {
    if (cancelled.aborted) throw new Error('one was told');
  });
  expect(failures).toEqual(['one was told']);
});
