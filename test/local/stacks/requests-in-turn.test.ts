import { custom, StackFixture } from './stack-fixture';
import { NO_FUNCTIONS } from '../../../local/src/engine/function-invoker';
import { Principals } from '../../../local/src/policy/principals';
import type { InvocationResult } from '../../../local/src/runner/invocation';
import { Places } from '../../../local/src/runner/places';
import { AsynchronousInvoker } from '../../../local/src/stacks/asynchronous-invoker';
import { FunctionDirectory } from '../../../local/src/stacks/function-directory';
import { invokedInTurn } from '../../../local/src/stacks/invoked-in-turn';
import { FakeClock } from '../fake-clock';

const JOBS = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`Job${index}`, custom({ ServiceTimeout: 100 })]));

/** Counts how many are under way. */
class Count {
  most = 0;
  private now = 0;

  async during<Result>(act: () => Promise<Result>): Promise<Result> {
    this.most = Math.max(this.most, ++this.now);
    try {
      return await act();
    } finally {
      this.now--;
    }
  }
}

test('asks so many handlers at a time, and the others in their order, whose time begins with their turn', async () => {
  const clock = new FakeClock(undefined, { auto: true });
  const count = new Count();
  // all in a row they would take ten times as long as each of them may
  const fixture = new StackFixture(() => count.during(async () => {
    await clock.sleep(80_000);
    return {};
  }), clock, 2);
  expect(await fixture.deploy(JOBS)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(count.most).toBe(2);
  expect(fixture.conversation).toEqual(Object.keys(JOBS).map((id) => `Create ${id}`));
  expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(count.most).toBe(2);
});

test('who still waits when another fails is never asked, and so isn\'t told to delete anything', async () => {
  const fixture = new StackFixture(({ RequestType, LogicalResourceId }) => (
    RequestType === 'Create' && LogicalResourceId === 'Job1' ? { Status: 'FAILED', Reason: 'no' } : { PhysicalResourceId: LogicalResourceId }
  ), undefined, 1);
  expect(await fixture.deploy(JOBS)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(fixture.conversation.slice(0, 2)).toEqual(['Create Job0', 'Create Job1']);
  expect(fixture.conversation.slice(2).sort()).toEqual(['Delete Job0 Job0', 'Delete Job1 job-1']);
});

test('a job\'s invocations wait for places', async () => {
  const count = new Count();
  const ends: (() => void)[] = [];
  const invoker = invokedInTurn({
    invoke: (functionArn, payload) => count.during(() => new Promise((resolve) => ends.push(() => resolve({ outcome: 'returned', payload: functionArn + payload })))),
  }, new Places(2));
  const answers = Promise.all(['1', '2', '3', '4'].map((payload) => invoker.invoke('arn', payload)));
  for (let ended = 0; ended < 4; ended++) {
    while (ends.length === 0) await new Promise(setImmediate);
    ends.shift()!();
  }
  expect((await answers).map((answer) => answer.outcome === 'returned' && answer.payload)).toEqual(['arn1', 'arn2', 'arn3', 'arn4']);
  expect(count.most).toBe(2);
  expect(await invokedInTurn(NO_FUNCTIONS, new Places(1)).invoke('arn', '')).toEqual({ outcome: 'notFound' });
});

test('events of one function wait for each other when there are many, and for no other function\'s', async () => {
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const principals = new Principals();
  principals.put('role', []);
  const functions = new FunctionDirectory();
  for (const name of ['slow', 'quick']) {
    functions.put({
      name, arn: name, logicalId: name, paths: [], timeoutSeconds: { value: 3 }, roleArn: { value: 'role' },
      runnable: { value: { code: { folder: '/code' }, handler: 'index.handler', environment: {} } },
    });
  }
  const invoker = new AsynchronousInvoker({
    functions, principals, clock: new FakeClock(), newId: () => 'id', closed: new AbortController().signal, eventsAtATime: 2,
    runner: {
      invoke: ({ functionName, event }) => new Promise<InvocationResult>((resolve) => {
        began.push(`${functionName} ${String(event)}`);
        ends.push(() => resolve({ outcome: 'returned', payload: 'null' }));
      }),
    },
  });
  for (const event of [1, 2, 3]) invoker.accept('slow', event);
  invoker.accept('quick', 1);
  await new Promise(setImmediate);
  expect(began).toEqual(['slow 1', 'slow 2', 'quick 1']);
  ends[0]();
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  expect(began.slice(3)).toEqual(['slow 3']);
});
