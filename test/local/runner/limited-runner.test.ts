import { Principals } from '../../../local/src/policy/principals';
import type { Invocation, InvocationResult } from '../../../local/src/runner/invocation';
import { LimitedRunner } from '../../../local/src/runner/limited-runner';

const ROLE = 'arn:aws:iam::111122223333:role/f';
const RETURNED: InvocationResult = { outcome: 'returned', payload: 'null' };

/** A runner whose invocations end when they are told to. */
function limited() {
  const ends: ((result: InvocationResult | Error) => void)[] = [];
  const runner = new LimitedRunner({
    invoke: () => new Promise((resolve, reject) => ends.push((end) => end instanceof Error ? reject(end) : resolve(end))),
  });
  const invoke = (changes: Partial<Invocation> = {}) => runner.invoke({
    functionName: 'f', functionVersion: '$LATEST', functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f', code: { text: '' }, handler: 'index.handler',
    environment: {}, principal: new Principals().put(ROLE, []), inRealTime: true, requestId: 'r', timeoutMilliseconds: 3000, event: {}, reservedConcurrency: 2, ...changes,
  });
  return { invoke, ends };
}

// Lambda developer guide, "Configuring reserved concurrency for a function"
test('throttles what is more than may run at a time, of all versions together', async () => {
  const { invoke, ends } = limited();
  const running = [invoke(), invoke({ functionVersion: '1' })];
  expect(await invoke()).toEqual({ outcome: 'throttled' });
  expect(ends).toHaveLength(2);
  ends[0](RETURNED);
  expect(await running[0]).toEqual(RETURNED);
  void invoke();
  expect(ends).toHaveLength(3);
});

test('lets others run', async () => {
  const { invoke, ends } = limited();
  void invoke({ reservedConcurrency: 1 });
  void invoke({ functionName: 'g', reservedConcurrency: 1 });
  void invoke({ functionName: 'free', reservedConcurrency: undefined });
  void invoke({ functionName: 'free', reservedConcurrency: undefined });
  expect(ends).toHaveLength(4);
});

test('never runs a function for which nothing is reserved', async () => {
  const { invoke, ends } = limited();
  expect(await invoke({ reservedConcurrency: 0 })).toEqual({ outcome: 'throttled' });
  expect(ends).toEqual([]);
});

test('makes room again where the runner itself fails', async () => {
  const { invoke, ends } = limited();
  const failing = invoke({ reservedConcurrency: 1 });
  ends[0](new Error('closed'));
  await expect(failing).rejects.toThrow('closed');
  void invoke({ reservedConcurrency: 1 });
  expect(ends).toHaveLength(2);
});
