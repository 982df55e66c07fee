import { request } from './events';
import { FakeService } from './fakes';
import { HttpCloud } from './http-cloud';
import { ServiceError, type NewJob } from '../../lambda/job-control';
import type { Services } from '../../lambda/services';

let http: HttpCloud;
let s3: FakeService;
let services: Services;
let jobId: string;
const newJob: NewJob = { request: request as NewJob['request'], tags: [{ Key: 'team', Value: 'a' }], token: 't' };

beforeAll(async () => {
  http = await HttpCloud.start();
});
afterAll(() => http.close());

beforeEach(async () => {
  s3 = new FakeService();
  services = http.servicesOf(s3, { retries: true });
  jobId = await s3.createJob(newJob);
  s3.calls.length = 0;
});

const throttled = new ServiceError('TooManyRequestsException', 'slow down', 400);
const broken = new ServiceError('InternalServiceException', 'oh', 500);

async function listed(): Promise<string[]> {
  const ids: string[] = [];
  for await (const job of services.jobs.listJobs()) {
    ids.push(job.jobId);
  }
  return ids;
}

test.each<[method: string, error: ServiceError, call: () => Promise<unknown>]>([
  ['describeJob', throttled, () => services.jobs.describeJob(jobId)],
  ['describeJob', broken, () => services.jobs.describeJob(jobId)],
  ['listJobs', throttled, listed],
  ['cancelJob', broken, () => services.jobs.cancelJob(jobId, 'why')],
  ['tagsOf', throttled, () => services.jobs.tagsOf(jobId)],
  ['statusOf', new ServiceError('Throttling', 'Rate exceeded', 400), () => services.stacks.statusOf('app')],
])('%s that is answered with %s is asked again by the SDK', async (method, error, call) => {
  s3.fail(method, { when: 'before', error });

  await call();

  expect(s3.calls).toEqual([method, method]);
});

test.each([throttled, broken, new ServiceError('ECONNRESET', 'socket hang up')])(
  'createJob that is answered with %s is not: nobody but the lifecycle can look first whether it came through', async (error) => {
    s3.fail('createJob', { when: 'after', error });

    await expect(services.jobs.createJob(newJob)).rejects.toMatchObject({ name: 'ServiceError', refused: error.refused });

    expect(s3.calls).toEqual(['createJob']);
  });

test.each([throttled, broken, new ServiceError('ECONNRESET', 'socket hang up')])(
  'an invocation of ourselves that is answered with %s is not: each that came through would be one more', async (error) => {
    s3.fail('invoke', { when: 'after', error });

    await expect(services.next.invoke({ v: 1, hop: 1, deadline: '', jobId })).rejects.toMatchObject({ name: 'ServiceError', refused: error.refused });

    expect(s3.calls).toEqual(['invoke']);
  });

test('lists all pages', async () => {
  await Promise.all([1, 2, 3, 4].map(() => s3.createJob(newJob)));

  expect(await listed()).toEqual(s3.jobs.map(({ id }) => id));
});
