import { custom, StackFixture } from './stack-fixture';

/** An answer of exactly so many bytes, most of them of two-byte characters. */
function answerOfBytes(bytes: number) {
  return (event: { readonly StackId: string; readonly RequestId: string; readonly LogicalResourceId: string }) => {
    const { StackId, RequestId, LogicalResourceId } = event;
    const body = (text: string) => JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'job-1', StackId, RequestId, LogicalResourceId, Data: { text } });
    const room = bytes - Buffer.byteLength(body(''));
    return body('é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2));
  };
}

test('takes an answer of 4096 bytes', async () => {
  expect(await new StackFixture(answerOfBytes(4096)).deploy({ Job: custom() })).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test.each([
  ['is longer than 4096 bytes', answerOfBytes(4097), 'the answer may have 4096 bytes, got 4097'],
  ['has no physical id', () => ({ PhysicalResourceId: undefined }), 'the answer must have a `PhysicalResourceId`, got: undefined'],
  ['fails and has no physical id', () => ({ Status: 'FAILED', Reason: 'no such table', PhysicalResourceId: undefined }), /must have a `PhysicalResourceId`, got: undefined; it says: no such table$/],
  ['has an empty physical id', () => ({ PhysicalResourceId: '' }), 'the answer must have a `PhysicalResourceId`, got: ""'],
  ['has too long a physical id', () => ({ PhysicalResourceId: 'x'.repeat(1025) }), 'the answer\'s `PhysicalResourceId` may have 1024 bytes, got 1025'],
  ['has another status', () => ({ Status: 'OK' }), 'the answer\'s `Status` must be SUCCESS or FAILED, got: "OK"'],
  ['has no reason for a failure', () => ({ Status: 'FAILED' }), 'an answer with the `Status` FAILED must have a `Reason`'],
  ['is for another request', () => ({ RequestId: 'other' }), /the answer's `RequestId` must be the request's id\d+, got: "other"/],
  ['has data that isn\'t an object', () => ({ Data: 'x' }), 'the answer\'s `Data` must be an object, got: "x"'],
  ['isn\'t JSON', () => 'yes', 'the answer must be JSON: '],
  ['isn\'t an object', () => '[]', 'the answer must be an object, got: []'],
])('fails when the answer %s', async (_what, handler, reason) => {
  const fixture = new StackFixture((request) => request.RequestType === 'Create' ? handler(request) : {});
  const result = await fixture.deploy({ Job: custom() });

  expect(result.status).toBe('ROLLBACK_COMPLETE');
  expect(result.reason).toMatch(reason);
  expect(fixture.conversation[1]).toMatch(/^Delete Job Demo-Job-\w+$/);
});

describe('a handler that fails without an answer', () => {
  test.each([['throws', new Error('no')], ['dies', 'die' as const]])('is run again when it %s, with the same event, after one minute and two more', async (_how, failure) => {
    const times: number[] = [];
    const fixture = new StackFixture(() => {
      times.push(fixture.clock.now().getTime());
      return times.length < 3 ? failure : {};
    });
    expect(await fixture.deploy({ Job: custom() })).toMatchObject({ status: 'CREATE_COMPLETE' });

    expect(times.map((time) => time - times[0])).toEqual([0, 60_000, 180_000]);
    expect(fixture.requests).toEqual([fixture.requests[0], fixture.requests[0], fixture.requests[0]]);
    expect(fixture.failedAttempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('three times isn\'t run a fourth', async () => {
    const fixture = new StackFixture(({ RequestType }) => RequestType === 'Create' ? new Error('no') : {});
    const result = await fixture.deploy({ Job: custom({ ServiceTimeout: 600 }) });

    expect(fixture.conversation).toEqual(['Create Job', 'Create Job', 'Create Job', expect.stringMatching(/^Delete Job/)]);
    expect(fixture.failedAttempts).toContainEqual({ functionName: 'handler', requestId: expect.any(String), attempt: 3, reason: 'Error: no' });
    expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: 'Job: the function handler failed 3 times, and so can\'t answer any more: Error: no' });
  });
});
