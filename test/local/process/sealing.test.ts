import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { startLocalCloud } from '../../../local/src/process/start-local-cloud';
import { PROJECT, reportedRows, runFunctionJob } from '../function-assembly';
import { writeFiles } from '../write-files';

/**
 * Looks for keys and for ways out: writes what it finds as a line of JSON. Hosts are those of every connection and every
 * name that is looked up, whoever in the process asks for it.
 */
const PRYING = `
const { readFileSync } = require('node:fs');
const net = require('node:net');
const dns = require('node:dns');

const hosts = new Set();
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [options] = [args[0]].flat();
  hosts.add(options.host ?? String(options.path ?? options));
  return connect.apply(this, args);
};
const { lookup } = dns;
dns.lookup = (name, ...rest) => { hosts.add(name); return lookup(name, ...rest); };

const { GetObjectCommand, ListObjectsV2Command, S3Client } = require('@aws-sdk/client-s3');
const { CloudFormationClient, DescribeStacksCommand } = require('@aws-sdk/client-cloudformation');
const { DescribeJobCommand, S3ControlClient } = require('@aws-sdk/client-s3-control');
const { defaultProvider } = require('@aws-sdk/credential-provider-node');

const nameOf = (call) => call.then(() => 'answered', ({ name }) => name);
const object = { Bucket: 'logs', Key: 'a' };

exports.handler = async ({ invocationSchemaVersion, invocationId, tasks: [{ taskId }] }) => {
  const calls = [
    await nameOf(new S3Client().send(new GetObjectCommand(object))),
    await nameOf(new S3Client({ region: 'eu-central-1' }).send(new GetObjectCommand(object))),
    await nameOf(new S3Client({ region: 'us-west-2', useArnRegion: true }).send(new ListObjectsV2Command({ Bucket: 'logs' }))),
    await nameOf(new CloudFormationClient({ region: 'ap-south-1' }).send(new DescribeStacksCommand({ StackName: 'Functions' }))),
    await nameOf(new S3ControlClient({ region: 'eu-west-1' }).send(new DescribeJobCommand({ AccountId: '111122223333', JobId: 'no-such-job' }))),
    await nameOf(new S3Client({ endpoint: 'https://s3.us-east-1.amazonaws.com' }).send(new GetObjectCommand(object))),
  ];
  const { accessKeyId } = await defaultProvider()();
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...environment } = process.env;
  process.env = environment;
  const withoutItsKey = await nameOf(defaultProvider()());
  console.log(JSON.stringify({
    hosts: [...hosts].sort(), calls, accessKeyId, withoutItsKey, environment: JSON.stringify(environment),
    engine: process.platform === 'linux' ? readFileSync('/proc/' + process.ppid + '/environ', 'utf8') : '',
  }));
  return { invocationSchemaVersion, invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: '' }] };
};`;

interface Found {
  readonly hosts: string[];
  /** How each call ended. */
  readonly calls: string[];
  readonly accessKeyId: string;
  readonly withoutItsKey: string;
  readonly environment: string;
  readonly engine: string;
}

const environment = process.env;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealing-'));
  process.env = { ...environment };
});

afterEach(() => {
  process.env = environment;
  rmSync(folder, { recursive: true });
});

/** What a job's function finds in a cloud that is started from this environment. */
async function findings(): Promise<{ found: Found; rows: string[] }> {
  const lines: string[] = [];
  const onEvent = (event: CloudEvent) => {
    if (event.kind === 'log') lines.push(event.line);
  };
  const cloud = await startLocalCloud({ clockFactor: 200, projectFolder: PROJECT, onEvent });
  try {
    await runFunctionJob(cloud, folder, ['a'], { code: PRYING, actions: ['s3:GetObject'] });
    return { found: JSON.parse(lines.find((line) => line.startsWith('{')) ?? '{}') as Found, rows: await reportedRows(cloud) };
  } finally {
    await cloud.close();
  }
}

test('a real account is out of reach, whatever the environment says', async () => {
  const profile = '[prod]\naws_access_key_id = AKIAREALREALREALREAL\naws_secret_access_key = realrealreal\nregion = eu-west-3\n';
  writeFiles(folder, { 'home/.aws/credentials': profile, 'home/.aws/config': profile.replace('[prod]', '[profile prod]'), 'other-credentials': profile });
  Object.assign(process.env, {
    HOME: join(folder, 'home'), AWS_PROFILE: 'prod', AWS_SHARED_CREDENTIALS_FILE: join(folder, 'other-credentials'),
    AWS_ACCESS_KEY_ID: 'AKIAREALREALREALREAL', AWS_SECRET_ACCESS_KEY: 'realrealreal', AWS_SESSION_TOKEN: 'realtoken',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/', AWS_ENDPOINT_URL: 'https://s3.amazonaws.com',
  });
  const { found, rows } = await findings();

  expect(rows).toEqual(['logs,a,,succeeded,200,,']);
  expect(found.accessKeyId).toMatch(/^LOCAL/);
  expect(found.withoutItsKey).toBe('CredentialsProviderError');
  expect(found.environment + found.engine).not.toMatch(/real|prod|AWS_PROFILE|other-credentials/i);
  expect(found.calls).toEqual(['answered', 'answered', 'AccessDenied', 'AccessDenied', 'AccessDenied', 'Error']);
  // the last is the one that the function names itself, and that isn't connected to
  expect(found.hosts).toEqual(['111122223333.localhost', '127.0.0.1', 'logs.s3.us-east-1.amazonaws.com']);
}, 30_000);
