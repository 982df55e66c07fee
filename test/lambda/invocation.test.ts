import type { Context } from 'aws-lambda';
import { completed, createEvent, properties } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { invocation, type Delivery } from '../../lambda/invocation';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:app-Handler-1A2B';
const URL = 'https://bucket.example/?signature=secret';

let s3: FakeService;
const invokeLater = jest.fn<Promise<void>, [string, object]>(() => Promise.resolve());
let put: jest.SpyInstance<ReturnType<typeof fetch>, Parameters<typeof fetch>>;
let log: jest.SpyInstance;
beforeEach(() => {
  invokeLater.mockClear();
  s3 = new FakeService();
  s3.clock.time = Date.now();
  s3.timeline = [[0, { status: 'Active', totalTasks: 4 }], ...busyWith(4).slice(1)];
  put = jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response()));
  log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

const event = { ...createEvent(properties({ wait: completed })), ResponseURL: URL };
const lastDelivery = { ...event, watch: { v: 1, hop: 6, deadline: '2999-01-01T00:00:00.000Z', jobId: 'none' } };

/** An invocation that has no time to wait. */
function run(delivery: Delivery = event): Promise<void> {
  const context = { invokedFunctionArn: ARN, getRemainingTimeInMillis: () => 60_000 } as Context;
  const { stacks, manifests } = s3.services;
  return invocation(delivery, context, { jobsOf: () => Promise.resolve(s3), stacks, manifests, invokeLater });
}

test('an invocation without time has the whole event delivered to itself again, and answers nothing', async () => {
  await run();

  expect(invokeLater.mock.calls).toEqual([[ARN, {
    ...event, watch: { v: 1, hop: 1, deadline: expect.stringMatching(/^\d{4}-.*Z$/), jobId: s3.jobs[0].id },
  }]]);
  expect(put).not.toHaveBeenCalled();
});

test('the next one goes on from the hint', async () => {
  await run();
  const delivery = invokeLater.mock.calls[0][1] as Delivery;

  await run(delivery);

  expect(invokeLater.mock.calls[1][1]).toEqual({ ...event, watch: { ...delivery.watch as object, hop: 2 } });
  expect(s3.createdJobs()).toBe(1);
});

test('the last one answers', async () => {
  await run(lastDelivery);

  expect(invokeLater).not.toHaveBeenCalled();
  const [[url, init]] = put.mock.calls;
  expect(url).toBe(URL);
  expect(JSON.parse(String(init?.body))).toMatchObject({ Status: 'FAILED', RequestId: 'create-1', Reason: expect.stringContaining('CloudFormation waits no longer') });
});

test('no line of the log has the URL, by which anybody could answer', async () => {
  await run();
  await run(lastDelivery);

  expect(log.mock.calls.length).toBeGreaterThan(5);
  expect(JSON.stringify(log.mock.calls)).not.toContain('secret');
});
