import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedContacts, writeRecorder } from './recorder';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { startLocalCloud } from '../../../local/src/process/start-local-cloud';
import { type JobFunction, PROJECT, reportedRows, runFunctionJob } from '../function-assembly';
import { writeFiles } from '../write-files';

type ChildProcess = typeof import('node:child_process');

jest.mock('node:child_process', () => ({ ...jest.requireActual<ChildProcess>('node:child_process'), fork: jest.fn() }));

const REAL_KEY = 'AKIAREALREALREALREAL';
const PROFILE = `aws_access_key_id = ${REAL_KEY}\naws_secret_access_key = realrealreal\nregion = eu-west-3\n`;

/** Reads an object and tags it; the clients are what the SDK makes of the environment. */
const READ_AND_TAG = `
const s3 = new S3Client();
const handler = async ({ invocationSchemaVersion, invocationId, tasks: [{ taskId, s3Key }] }) => {
  const object = { Bucket: 'logs', Key: s3Key };
  const { Body } = await s3.send(new GetObjectCommand(object));
  await s3.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: 'seen', Value: 'yes' }] } }));
  return { invocationSchemaVersion, invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: await Body.transformToString() }] };
};`;

const NAMES = '{ GetObjectCommand, PutObjectTaggingCommand, S3Client }';
const KINDS: [string, (recorder: string) => Pick<JobFunction, 'files'>][] = [
  ['CommonJS', (recorder) => ({
    files: { 'index.js': `require(${JSON.stringify(recorder)});\nconst ${NAMES} = require('@aws-sdk/client-s3');${READ_AND_TAG}\nexports.handler = handler;` },
  })],
  ['an ES module', (recorder) => ({
    files: { 'index.mjs': `import ${JSON.stringify(recorder)};\nimport ${NAMES} from '@aws-sdk/client-s3';${READ_AND_TAG}\nexport { handler };` },
  })],
];

const environment = process.env;
let folder: string;
let listener: Server;
let callers: Socket[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealing-'));
  callers = [];
  listener = createServer((socket) => callers.push(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(listener, 'listening');
});

afterEach(async () => {
  process.env = environment;
  for (const socket of callers) socket.destroy();
  await new Promise((resolve) => listener.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The environment of somebody who works with a real account, behind a proxy, with all that could lead there. */
function takeRealEnvironment(): void {
  writeFiles(folder, {
    'home/.aws/credentials': `[default]\n${PROFILE}[prod]\n${PROFILE}`,
    'home/.aws/config': `[default]\n${PROFILE}[profile prod]\n${PROFILE}`,
    'trap.cjs': 'throw new Error("what this environment names was loaded");',
  });
  const elsewhere = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map((name) => [name, elsewhere]);
  process.env = {
    ...environment,
    ...Object.fromEntries(proxies) as { [name: string]: string },
    NODE_USE_ENV_PROXY: '1', NODE_OPTIONS: `--require=${join(folder, 'trap.cjs')}`,
    HOME: join(folder, 'home'), USERPROFILE: join(folder, 'home'),
    AWS_PROFILE: 'prod', AWS_DEFAULT_PROFILE: 'prod', AWS_SDK_LOAD_CONFIG: '1',
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'home/.aws/credentials'), AWS_CONFIG_FILE: join(folder, 'home/.aws/config'),
    AWS_ACCESS_KEY_ID: REAL_KEY, AWS_SECRET_ACCESS_KEY: 'realrealreal', AWS_SESSION_TOKEN: 'realtoken', AWS_REGION: 'eu-west-3',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: elsewhere, AWS_EC2_METADATA_SERVICE_ENDPOINT: elsewhere,
    AWS_ENDPOINT_URL: elsewhere, AWS_ENDPOINT_URL_S3: elsewhere, AWS_ENDPOINT_URL_S3_CONTROL: elsewhere,
  };
}

/** Makes the cloud's own process record too whom it contacts. */
function recordInCloud(recorder: string): void {
  const actual = jest.requireActual<ChildProcess>('node:child_process');
  jest.mocked(fork).mockImplementation((file, args, options) =>
    actual.fork(file, args as string[], { ...options, execArgv: [...options!.execArgv!, '--require', recorder] }));
}

test.each(KINDS)('from the deployment to a job\'s function in %s, no real key is used and nothing leaves the loopback', async (_kind, functionOf) => {
  const recorder = writeRecorder(folder);
  recordInCloud(recorder);
  takeRealEnvironment();
  const events: CloudEvent[] = [];
  const cloud = await startLocalCloud({ clockFactor: 200, projectFolder: PROJECT, onEvent: (event) => events.push(event) });
  try {
    const { status } = await runFunctionJob(cloud, join(folder, 'cdk.out'), ['a', 'b'], {
      code: '', ...functionOf(recorder), beforeHandler: `require(${JSON.stringify(recorder)});`, actions: ['s3:GetObject', 's3:PutObjectTagging'],
    });
    expect([status, ...await reportedRows(cloud)]).toEqual(['CREATE_COMPLETE', 'logs,a,,succeeded,200,,bytes of a', 'logs,b,,succeeded,200,,bytes of b']);
    // whoever calls with another key than that of a role is `unknown` here, and without one `unsigned`
    const callersHere = new Set((await cloud.callCounts()).map(({ principal }) => /^arn:aws:iam::111122223333:role\/Functions-(\w+)-/.exec(principal)?.[1] ?? principal));
    expect([...callersHere].sort()).toEqual(['FunctionRole', 'JobRole', 'StarterRole']);
  } finally {
    await cloud.close();
  }

  const contacts = recordedContacts(folder);
  const heard = (program: string) => new Set(contacts.filter((each) => each.program === program).map(({ contact }) => contact));
  // both programs were recorded, or else this would prove nothing; to listen takes a look-up too
  expect([...heard('main.js')].sort()).toEqual(['127.0.0.1', 'loaded']);
  expect([...heard('bootstrap.js')].sort()).toEqual(['111122223333.localhost', '127.0.0.1', 'loaded']);
  expect(callers).toEqual([]);
  expect(JSON.stringify(events)).not.toMatch(/REALREAL|realrealreal|realtoken/);
}, 60_000);
