import { createEvent } from './events';
import { FakeClock } from './fakes';
import { deliver, responseBody } from '../../lambda/cfn-response';
import type { Answer } from '../../lambda/events';

const answer: Answer = {
  status: 'SUCCESS',
  physicalId: 'job/1-hash',
  attributes: {
    JobId: 'job', JobArn: 'arn', JobStatus: 'Complete', TotalNumberOfTasks: '1', NumberOfTasksSucceeded: '1', NumberOfTasksFailed: '0', ReportManifestKey: '',
  },
};

test('echoes what CloudFormation needs to match the answer with its event', () => {
  const event = createEvent();

  expect(JSON.parse(responseBody(answer, event))).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'job/1-hash',
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: answer.attributes,
  });
});

test('gives a failure a reason, without which CloudFormation does not take it', () => {
  const body = JSON.parse(responseBody({ status: 'FAILED', physicalId: 'x' }, createEvent()));

  expect(body.Reason).not.toBe('');
});

// CloudFormation counts bytes, and a character of these has one, two, three and four of them
test.each(['a', 'é', '語', '🪣', '"', '\n'])('keeps a long reason of %j within 4096 bytes, and the data whole', (character) => {
  const body = responseBody({ ...answer, reason: character.repeat(10_000) }, createEvent());

  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4096);
  expect(Buffer.byteLength(body)).toBeGreaterThan(3900);
  expect(JSON.parse(body).Data).toEqual(answer.attributes);
  expect(JSON.parse(body).Reason).toMatch(/…$/);
});

describe('delivery', () => {
  const url = 'https://bucket.example/?signature=secret';
  const ok = () => Promise.resolve(new Response());

  test('puts the bytes without a content type, for which the URL is not signed', async () => {
    const put = jest.fn<ReturnType<typeof fetch>, Parameters<typeof fetch>>(ok);

    await deliver(url, 'grüße', new FakeClock(), put);

    const [address, init] = put.mock.calls[0];
    const request = new Request(address, init);
    expect(request.method).toBe('PUT');
    expect(request.headers.get('content-type')).toBeNull();
    expect(await request.text()).toBe('grüße');
  });

  test('is tried again after a refusal and after a failed connection', async () => {
    const put = jest.fn<ReturnType<typeof fetch>, Parameters<typeof fetch>>(ok)
      .mockResolvedValueOnce(new Response(undefined, { status: 503 }))
      .mockRejectedValueOnce(new TypeError('fetch failed'));

    await deliver(url, '{}', new FakeClock(), put);

    expect(put).toHaveBeenCalledTimes(3);
  });

  test('throws when nothing helps, so that Lambda delivers the event again, and does not give the URL away', async () => {
    const put = () => Promise.reject(new TypeError(`failed: ${url}`));

    await expect(deliver(url, '{}', new FakeClock(), put)).rejects.toThrow(/^(?!.*secret).*did not take the answer/);
  });
});
