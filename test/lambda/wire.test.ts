import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import recorded from './wire/recorded.json';
import { requests, tags, token } from './wire/requests';
import type { JobControl, NewJob } from '../../lambda/job-control';
import { sdkJobControl } from '../../lambda/sdk-job-control';

/**
 * recorded.json holds what @aws-sdk/client-s3-control 3.1112.0 sent, by itself, for the inputs in requests.ts: captured
 * from its HTTP connection on Node 20.
 */
type Recording = { method: string; path: string; account: string; contentType: string | null; body: string };
const recordings: { [name: string]: Recording } = recorded;

const NEW_JOB = '<JobId>11111111-2222-3333-4444-555555555555</JobId>';
const JOB = '<Job><JobId>j</JobId><Status>Active</Status><CreationTime>2026-01-01T00:00:00Z</CreationTime></Job>';

/** What is answered to any call. */
let answer: string;
let server: Server;
let jobs: JobControl;
let received: Recording;

beforeAll(async () => {
  server = createServer((request, response) => void collect(request).then((message) => {
    received = message;
    response.setHeader('content-type', 'application/xml');
    response.end(`<Result>${answer}</Result>`);
  }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  jobs = sdkJobControl('111122223333', {
    region: 'us-east-1',
    credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    endpointProvider: () => ({ url, properties: { authSchemes: [{ name: 'sigv4', signingName: 's3', signingRegion: 'us-east-1', properties: {} }] } }),
  });
});

beforeEach(() => {
  answer = NEW_JOB + JOB;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function collect(request: IncomingMessage): Promise<Recording> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return {
    method: request.method!,
    path: request.url!,
    account: String(request.headers['x-amz-account-id']),
    contentType: request.headers['content-type'] ?? null,
    body: Buffer.concat(chunks).toString(),
  };
}

test('every recorded CreateJob has its input', () => {
  expect(Object.keys(requests)).toEqual(Object.keys(recordings).filter((name) => name.startsWith('CreateJob')));
});

test.each(Object.keys(requests))('%s is on the wire what the SDK itself sends', async (name) => {
  const jobId = await jobs.createJob({ request: requests[name] as NewJob['request'], tags, token });

  expect(received).toEqual(recordings[name]);
  expect(jobId).toBe('11111111-2222-3333-4444-555555555555');
});

test('a member that the SDK does not know is sent all the same', async () => {
  const request = { ...requests['CreateJob S3DeleteObjectTagging'], Operation: { S3FutureOperation: { Mode: 'NEW' } }, FutureMember: true };

  await jobs.createJob({ request: request as never, tags, token });

  expect(received.body).toContain('<Operation><S3FutureOperation><Mode>NEW</Mode></S3FutureOperation></Operation>');
  expect(received.body).toContain('<FutureMember>true</FutureMember>');
});

test.each<[string, () => Promise<unknown>]>([
  ['DescribeJob', () => jobs.describeJob('j')],
  ['UpdateJobStatus', () => jobs.cancelJob('j', 'why')],
  ['UpdateJobPriority', () => jobs.updatePriority('j', 5)],
  ['PutJobTagging', () => jobs.replaceTags('j', tags)],
])('%s goes where the API has it', async (name, call) => {
  await call();

  expect(received).toEqual(recordings[name]);
});

test('a confirmation asks for the status Ready', async () => {
  await jobs.confirmJob('j');

  expect(received).toEqual({ ...recordings.UpdateJobStatus, path: '/v20180820/jobs/j/status?requestedJobStatus=Ready' });
});

test('text is escaped, not obeyed', async () => {
  const request = requests['CreateJob S3DeleteObjectTagging'];

  await jobs.createJob({ request: { ...request, Description: '</Description><Priority>1</Priority>]]>' } as NewJob['request'], tags, token });

  expect(received.body).toContain('<Description>&lt;/Description&gt;&lt;Priority&gt;1&lt;/Priority&gt;]]&gt;</Description>');
});

test.each<[string, string, () => Promise<unknown>]>([
  ['CreateJob without a job\'s id', JOB, () => jobs.createJob({ request: requests['CreateJob S3DeleteObjectTagging'] as NewJob['request'], tags, token })],
  ['DescribeJob without a job', NEW_JOB, () => jobs.describeJob('j')],
  ['DescribeJob without when the job was created', JOB.replace(/<CreationTime>.*<.CreationTime>/, ''), () => jobs.describeJob('j')],
])('an answer to %s is as good as none', async (_, incomplete, call) => {
  answer = incomplete;

  await expect(call()).rejects.toMatchObject({ name: 'ServiceError', code: 'IncompleteAnswer', refused: false, notFound: false });
});
