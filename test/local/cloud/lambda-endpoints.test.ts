import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { PROJECT, reportedRows, runFunctionJob } from '../function-assembly';

interface JobEvent {
  readonly tasks: readonly [{ readonly taskId: string; readonly s3Key: string }];
}

/** What a function elsewhere does with a key: the text of its result. It is asked for by this path. */
type Elsewhere = (key: string, path: string) => Promise<string>;

const PYTHON = { code: '', properties: { Runtime: 'python3.12', FunctionName: 'snake' }, actions: ['s3:GetObject'] };
let folder: string;
let events: CloudEvent[];
const clouds: LocalCloud[] = [];
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  events = [];
});

afterEach(async () => {
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

/** Serves Invoke as an emulator of Lambda does, for a function that does this with each task. */
function serve(run: Elsewhere): Promise<string> {
  return serveInvoke(async ({ tasks: [{ taskId, s3Key }] }: JobEvent, path) => {
    const resultString = await run(s3Key, path);
    return { invocationSchemaVersion: '2.0', invocationId: 'any', results: [{ taskId, resultCode: 'Succeeded', resultString }] };
  });
}

async function serveInvoke<Event>(handler: (event: Event, path: string) => Promise<unknown>): Promise<string> {
  const server = createServer((request, response) => {
    void text(request)
      .then((body) => handler(JSON.parse(body) as Event, request.url!))
      .then((answer) => response.end(JSON.stringify(answer)));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(lambdaEndpoints: { [name: string]: string }): Promise<LocalCloud> {
  const cloud = await LocalCloud.start({ clockFactor: 200, projectFolder: PROJECT, lambdaEndpoints, onEvent: (event) => events.push(event) });
  clouds.push(cloud);
  return cloud;
}

const warnings = () => events.flatMap((event) => event.kind === 'warning' ? event.message : []);

/** A variable that a warning names. */
const told = (name: string) => warnings().map((warning) => new RegExp(`\\b${name}=(\\S+?),?(?= |$)`).exec(warning)?.[1]).find(Boolean)!;

test.each(['snake', 'Function', 'Functions/Function', '*', 'arn:aws:lambda:us-east-1:111122223333:function:snake'])(
  'a job\'s function of another runtime runs where %s says', async (name) => {
    const asked: string[] = [];
    const cloud = await start({ [name]: await serve(async (key, path) => { asked.push(`${path} ${key}`); return `did ${key}`; }) });
    await runFunctionJob(cloud, folder, ['a', 'b'], PYTHON);
    expect(await reportedRows(cloud)).toEqual(['logs,a,,succeeded,200,,did a', 'logs,b,,succeeded,200,,did b']);
    // `sam local start-lambda` knows every function by its logical id
    expect(asked.sort()).toEqual(['a', 'b'].map((key) => `/2015-03-31/functions/Function/invocations ${key}`));
    expect(warnings()).toEqual([expect.stringContaining('the function snake runs at http://127.0.0.1:')]);
  }, 30_000);

test('what a function elsewhere is told to be given brings its calls here, in its role\'s name', async () => {
  const read = (Key: string) => new S3Client({
    region: told('AWS_REGION'), endpoint: told('AWS_ENDPOINT_URL'), forcePathStyle: true,
    credentials: { accessKeyId: told('AWS_ACCESS_KEY_ID'), secretAccessKey: told('AWS_SECRET_ACCESS_KEY') },
  }).send(new GetObjectCommand({ Bucket: 'logs', Key })).then(({ Body }) => Body!.transformToString(), ({ name }: Error) => name);
  const url = await serve(read);

  const cloud = await start({ '*': url });
  await runFunctionJob(cloud, folder, ['a'], PYTHON);
  expect(await reportedRows(cloud)).toEqual(['logs,a,,succeeded,200,,bytes of a']);
  expect(await cloud.apiCalls()).toContainEqual(expect.objectContaining({ action: 's3:GetObject', principal: expect.stringContaining('FunctionRole') }));

  const key = told('AWS_ACCESS_KEY_ID');
  const denying = await start({ '*': url });
  events = [];
  await runFunctionJob(denying, folder, ['a'], { ...PYTHON, actions: undefined });
  expect(await reportedRows(denying)).toEqual(['logs,a,,succeeded,200,,AccessDenied']);
  // whoever starts the function there can give it the key before
  expect(told('AWS_ACCESS_KEY_ID')).toBe(key);
}, 30_000);

test('a star leaves the functions here that can run here', async () => {
  const asked: string[] = [];
  const cloud = await start({ '*': await serve(async (key) => { asked.push(key); return 'elsewhere'; }) });
  const code = `exports.handler = async ({ invocationSchemaVersion, invocationId, tasks: [{ taskId }] }) =>
    ({ invocationSchemaVersion, invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: 'here' }] });`;
  await runFunctionJob(cloud, folder, ['a'], { code });
  expect(await reportedRows(cloud)).toEqual(['logs,a,,succeeded,200,,here']);
  expect([asked, warnings()]).toEqual([[], []]);
}, 30_000);

test('a function without concurrency doesn\'t run elsewhere either', async () => {
  const asked: string[] = [];
  const cloud = await start({ '*': await serve(async (key) => { asked.push(key); return ''; }) });
  await runFunctionJob(cloud, folder, ['a'], { ...PYTHON, properties: { ...PYTHON.properties, ReservedConcurrentExecutions: 0 } });
  expect(await reportedRows(cloud)).toEqual(['logs,a,,failed,429,TooManyRequestsException,Rate Exceeded.']);
  expect(asked).toEqual([]);
}, 30_000);

test('where nobody listens, the job fails and says so', async () => {
  const url = await serve(async () => '');
  await new Promise((resolve) => servers.pop()!.close(resolve));
  const cloud = await start({ snake: url });
  await runFunctionJob(cloud, folder, ['a'], PYTHON);
  expect(await cloud.jobs()).toMatchObject([{
    Status: 'Failed', FailureReasons: [{
      FailureReason: `the function snake isn't run: nobody answers at ${url}/2015-03-31/functions/Function/invocations (ECONNREFUSED)`,
    }],
  }]);
}, 30_000);

test('whoever cancels a job waits for no function that runs elsewhere', async () => {
  let isAsked: () => void;
  const asked = new Promise<void>((resolve) => { isAsked = resolve; });
  const cloud = await start({ '*': await serve(() => new Promise(() => isAsked())) });
  const deployed = runFunctionJob(cloud, folder, ['a', 'b'], { ...PYTHON, properties: { ...PYTHON.properties, Timeout: 900 } });
  await asked;
  const [{ JobId }] = await cloud.jobs();
  await cloud.updateJobStatus(JobId, 'Cancelled');
  await cloud.idle();
  expect(await cloud.jobs()).toMatchObject([{ Status: 'Cancelled' }]);
  const rows = await reportedRows(cloud);
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toContain('before its job was cancelled');
  // its handler would wait for another end of the job
  await Promise.all([deployed, ...clouds.splice(0).map((each) => each.close())]);
}, 30_000);

test('a handler of custom resources runs elsewhere too', async () => {
  const asked: string[] = [];
  const cloud = await start({
    Starter: await serveInvoke(async ({ RequestType, ResponseURL, ...request }: { RequestType: string; ResponseURL: string }) => {
      asked.push(RequestType);
      await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify({ ...request, Status: 'SUCCESS', PhysicalResourceId: 'job-1', Data: {} })) });
      return null;
    }),
  });
  expect(await runFunctionJob(cloud, folder, [], PYTHON)).toMatchObject({
    status: 'CREATE_COMPLETE', resources: expect.arrayContaining([expect.objectContaining({ logicalId: 'Job', physicalId: 'job-1' })]) as unknown,
  });
  expect(asked).toEqual(['Create']);
}, 30_000);

test('a handler of custom resources that nobody runs fails its stack at once', async () => {
  const url = await serve(async () => '');
  await new Promise((resolve) => servers.pop()!.close(resolve));
  const cloud = await start({ Starter: url });
  expect(await runFunctionJob(cloud, folder, [], PYTHON)).toMatchObject({
    reason: expect.stringMatching(/Job: the function \S+ isn't run: nobody answers at http/) as string,
  });
}, 30_000);

test('a name that no function has is told of', async () => {
  const cloud = await start({ snail: await serve(async () => ''), snake: await serve(async () => '') });
  await runFunctionJob(cloud, folder, [], PYTHON);
  expect(warnings()).toContain('no function that is deployed by now is snail, which `lambdaEndpoints` names');
  expect(warnings().filter((warning) => warning.includes('is snake'))).toEqual([]);
}, 30_000);

test.each<[unknown, string]>([
  [{ snake: 'https://lambda.eu-west-1.amazonaws.com' }, 'for snake: its host must be 127.0.0.1, [::1] or a name under localhost'],
  [{ '*': 'http://10.0.0.1:3001' }, 'for *: its host must be 127.0.0.1'],
  ['http://127.0.0.1:3001', '`lambdaEndpoints` must be an object with texts, got: \'http://127.0.0.1:3001\''],
  [{ snake: 3001 }, '`lambdaEndpoints` must be an object with texts, got: { snake: 3001 }'],
])('a cloud isn\'t started with %j', async (lambdaEndpoints, message) => {
  await expect(LocalCloud.start({ lambdaEndpoints: lambdaEndpoints as { [name: string]: string } })).rejects.toThrow(message);
});
