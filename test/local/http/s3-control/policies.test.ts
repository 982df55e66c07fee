import {
  CreateJobCommand, DeleteJobTaggingCommand, DescribeJobCommand, PutJobTaggingCommand, S3ControlClient, UpdateJobPriorityCommand,
  UpdateJobStatusCommand,
} from '@aws-sdk/client-s3-control';
import { JobEngine } from '../../../../local/src/engine/job-engine';
import { s3ControlFacade } from '../../../../local/src/http/s3-control/facade';
import { type RunningServer, startServer } from '../../../../local/src/http/server';
import type { Statement } from '../../../../local/src/policy/document';
import type { Choices } from '../../../../local/src/unknowns';
import { FakeClock } from '../../fake-clock';
import { ACCOUNT, JOB_ROLE, seed, surroundings } from '../../surroundings';

const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;
const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const servers: RunningServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close())));

async function served(statements: Statement[] = [EVERYTHING], unknowns: Partial<Choices> = {}) {
  const clock = new FakeClock();
  const { store, principals, log } = surroundings(clock);
  seed(store, 'a');
  let jobs = 0;
  const engine = new JobEngine({ store, principals, clock, unknowns, account: ACCOUNT, region: 'us-east-1', newJobId: () => `job-${++jobs}` });
  const { accessKeyId } = principals.put(CALLER, [{ Statement: statements }]);
  const server = await startServer({ facades: [s3ControlFacade(engine, principals, log)] });
  servers.push(server);
  const client = new S3ControlClient({
    region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'dummy' }, maxAttempts: 1, endpointProvider: () => ({ url: new URL(server.url) }),
  });
  return { clock, engine, client };
}

const job = { AccountId: ACCOUNT, JobId: 'job-1' };
const create = (changes: { Priority?: number; Tags?: { Key: string; Value: string }[]; ClientRequestToken?: string } = {}) => new CreateJobCommand({
  AccountId: ACCOUNT,
  ClientRequestToken: 'token',
  Operation: { S3DeleteObjectTagging: {} },
  Report: { Enabled: false },
  Priority: 5,
  RoleArn: JOB_ROLE,
  ConfirmationRequired: true,
  ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false } },
  ...changes,
});
const updated = (RequestedJobStatus: 'Ready' | 'Cancelled') => new UpdateJobStatusCommand({ ...job, RequestedJobStatus });
const finance = [{ Key: 'Department', Value: 'Finance' }];
const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

function only(Action: string, Condition: Statement['Condition']): Statement[] {
  return [{ Effect: 'Allow', NotAction: Action, Resource: '*' }, { Effect: 'Allow', Action, Resource: '*', Condition }];
}

// S3 User Guide, "Controlling permissions for Batch Operations using job tags"; Service Authorization Reference, Amazon S3
describe('a condition', () => {
  test('on the tags of a request decides who may create a job', async () => {
    const { client } = await served(only('s3:CreateJob', { StringEquals: { 'aws:RequestTag/Department': 'Finance' } }));
    await expect(client.send(create())).rejects.toMatchObject(denied);
    await expect(client.send(create({ Tags: [{ Key: 'Department', Value: 'Sales' }] }))).rejects.toMatchObject(denied);
    await client.send(create({ Tags: finance }));
  });

  test('on the tags of a request decides who may tag the job that is created', async () => {
    const { client } = await served(only('s3:PutJobTagging', { StringEquals: { 'aws:RequestTag/Department': 'Finance' } }));
    await client.send(create({ ClientRequestToken: 'untagged' }));
    await expect(client.send(create({ Tags: [{ Key: 'Team', Value: 'Finance' }] }))).rejects.toMatchObject(denied);
    await client.send(create({ Tags: finance }));
    await expect(client.send(new PutJobTaggingCommand({ ...job, Tags: [] }))).rejects.toMatchObject(denied);
    await client.send(new PutJobTaggingCommand({ ...job, Tags: finance }));
  });

  test('on the tags of a job decides who may change it', async () => {
    const { client } = await served(only('s3:UpdateJobStatus', { StringEquals: { 'aws:ResourceTag/Department': 'Finance' } }));
    await client.send(create());
    await expect(client.send(updated('Cancelled'))).rejects.toMatchObject(denied);
    await client.send(new PutJobTaggingCommand({ ...job, Tags: finance }));
    await client.send(updated('Cancelled'));
  });

  test.each([['s3:CreateJob', 's3:RequestJobPriority', 6], ['s3:UpdateJobPriority', 's3:RequestJobPriority', 6], ['s3:UpdateJobPriority', 's3:ExistingJobPriority', 5]])(
    'of %s on %s compares numbers', async (action, key, refused) => {
      const { client } = await served([EVERYTHING, { Effect: 'Deny', Action: action, Resource: '*', Condition: { NumericGreaterThanEquals: { [key]: refused } } }]);
      const calls = [client.send(create({ Priority: 5 })).then(() => 'made'), client.send(create({ Priority: 10, ClientRequestToken: 'other' })).then(() => 'made', () => 'refused')];
      expect(await Promise.all(calls)).toEqual(['made', action === 's3:CreateJob' ? 'refused' : 'made']);
      if (action !== 's3:UpdateJobPriority') return;
      const raise = client.send(new UpdateJobPriorityCommand({ ...job, Priority: 10 }));
      await expect(raise).rejects.toMatchObject(denied);
    },
  );

  test('on the cause of a suspension decides who may confirm', async () => {
    const { client, clock } = await served(only('s3:UpdateJobStatus', { StringEquals: { 's3:JobSuspendedCause': 'AWAITING_CONFIRMATION' } }));
    await client.send(create());
    await expect(client.send(updated('Ready'))).rejects.toMatchObject(denied);
    await clock.advance(60_000);
    expect(await client.send(updated('Ready'))).toMatchObject({ Status: 'Ready' });
  });

  test.each(['s3:RequestJobOperation', 'aws:TagKeys'])('on %s is refused by name, not guessed', async (key) => {
    const { client } = await served(only('s3:CreateJob', { StringEquals: { [key]: 'S3DeleteObjectTagging' } }));
    await expect(client.send(create())).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining(key) });
  });
});

describe('iam:PassedToService', () => {
  const passing = (service: string) => only('iam:PassRole', { StringEquals: { 'iam:PassedToService': service } });
  const SERVICE = 'batchoperations.s3.amazonaws.com';

  test.each<[Choices['passedToService'], string, boolean]>([
    ['not sent', SERVICE, false], ['sent', SERVICE, true], ['sent', 'ec2.amazonaws.com', false],
  ])('%s: a role that may be passed to %s is passed: %s', async (passedToService, service, isPassed) => {
    const { client, engine } = await served(passing(service), { passedToService });
    const made = client.send(create()).then(() => true, ({ name }: Error) => name === 'AccessDenied' ? false : name);
    expect(await made).toBe(isPassed);
    expect(engine.metUnknowns().includes('passedToService')).toBe(service === SERVICE);
  });

  test('isn\'t looked at where no policy asks for it', async () => {
    const { client, engine } = await served();
    await client.send(create());
    expect(engine.metUnknowns()).not.toContain('passedToService');
  });
});

test.each<Choices['untaggedStatus']>([200, 204])('answers %d when it takes tags away, where that is chosen', async (untaggedStatus) => {
  const { client } = await served(undefined, { untaggedStatus });
  await client.send(create());
  expect((await client.send(new DeleteJobTaggingCommand(job))).$metadata.httpStatusCode).toBe(untaggedStatus);
});

describe('throttling', () => {
  test.each<[Choices['throttling'], number]>([['never', 12], [1, 1], [10, 10]])('%s lets %d calls of one kind through in a second, and all of them a second later', async (throttling, count) => {
    const { client, clock, engine } = await served(undefined, { throttling });
    await client.send(create());
    const look = () => client.send(new DescribeJobCommand(job)).then(() => 'answered', ({ name }: Error) => name);
    const burst = async () => {
      const answers: string[] = [];
      for (let call = 0; call < 12; call++) answers.push(await look());
      return answers;
    };
    const expected = [...Array<string>(count).fill('answered'), ...Array<string>(12 - count).fill('TooManyRequestsException')];
    expect(await burst()).toEqual(expected);
    await clock.advance(1000);
    expect(await burst()).toEqual(expected);
    expect(engine.metUnknowns()).toContain('throttling');
  });
});
