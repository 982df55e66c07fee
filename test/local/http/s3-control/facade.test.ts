import {
  CreateJobCommand, type CreateJobCommandInput, DeleteJobTaggingCommand, DescribeJobCommand, GetJobTaggingCommand, type JobOperation, ListJobsCommand,
  paginateListJobs, PutJobTaggingCommand, S3ControlClient, UpdateJobPriorityCommand, UpdateJobStatusCommand,
} from '@aws-sdk/client-s3-control';
import { s3ControlFacade } from '../../../../local/src/http/s3-control/facade';
import { type RunningServer, startServer } from '../../../../local/src/http/server';
import type { Statement } from '../../../../local/src/policy/document';
import { FakeClock } from '../../fake-clock';
import { ACCOUNT, JOB_ROLE, seed, surroundings } from '../../surroundings';

const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;
const anything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const servers: RunningServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close())));

async function served(statements: Statement[] = [anything]) {
  const clock = new FakeClock();
  const parts = surroundings(clock);
  seed(parts.store, 'a');
  const { accessKeyId } = parts.principals.put(CALLER, [{ Statement: statements }]);
  const server = await startServer({ facades: [s3ControlFacade(parts.engine, parts.principals, parts.log)] });
  servers.push(server);
  return { ...parts, clock, server, client: clientOf(server, accessKeyId) };
}

function clientOf({ url }: RunningServer, accessKeyId: string): S3ControlClient {
  return new S3ControlClient({
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'dummy' },
    maxAttempts: 1,
    // the client's own rules would put the account before the host
    endpointProvider: () => ({ url: new URL(url) }),
  });
}

const createdBefore = new Date('2026-12-01T00:00:00.500Z');
const input = {
  AccountId: ACCOUNT,
  ClientRequestToken: 'token-1',
  Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'retention', Value: 'short' }, { Key: 'empty', Value: '' }] } },
  Report: { Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', Prefix: 'tagging', ReportScope: 'AllTasks', ExpectedBucketOwner: ACCOUNT },
  Priority: 0,
  RoleArn: JOB_ROLE,
  ConfirmationRequired: true,
  Description: 'tag <old> & "short" logs',
  Tags: [{ Key: 'team', Value: 'logs' }],
  ManifestGenerator: {
    S3JobManifestGenerator: {
      SourceBucket: 'arn:aws:s3:::logs',
      EnableManifestOutput: false,
      ExpectedBucketOwner: ACCOUNT,
      Filter: { CreatedBefore: createdBefore, KeyNameConstraint: { MatchAnyPrefix: ['a'] } },
    },
  },
} satisfies CreateJobCommandInput;

test('shows the SDK the job that the SDK made', async () => {
  const { client, clock, engine } = await served();
  const start = clock.now();
  const { JobId } = await client.send(new CreateJobCommand(input));
  await clock.advance(60_000);
  const { AccountId: _account, ClientRequestToken: _token, Tags: _tags, ...request } = input;
  expect((await client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId }))).Job).toEqual({
    ...request,
    JobId,
    JobArn: engine.jobArn(JobId!),
    Status: 'Suspended',
    SuspendedDate: new Date(start.getTime() + 2000),
    SuspendedCause: 'AWAITING_CONFIRMATION',
    CreationTime: start,
    FailureReasons: [],
    ProgressSummary: { TotalNumberOfTasks: 1, NumberOfTasksSucceeded: 0, NumberOfTasksFailed: 0, Timers: { ElapsedTimeInActiveSeconds: 0 } },
  });
});

test('shows the SDK a job that invokes a function for the rows of a CSV manifest', async () => {
  const { client } = await served();
  const request = {
    Operation: {
      LambdaInvoke: { FunctionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f:live`, InvocationSchemaVersion: '2.0', UserArguments: { a: 'b' } },
    },
    Manifest: {
      Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Ignore', 'Key', 'VersionId'] },
      Location: { ObjectArn: 'arn:aws:s3:::logs/a', ETag: 'e', ObjectVersionId: 'null' },
    },
  } satisfies Partial<CreateJobCommandInput>;
  const { JobId } = await client.send(new CreateJobCommand({ ...input, ...request, ManifestGenerator: undefined }));
  const { Job } = await client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId }));
  expect(Job).toMatchObject(request);
  expect(Job).not.toHaveProperty('ManifestGenerator');
});

test('takes a job from its confirmation to changed objects', async () => {
  const { client, clock, store } = await served();
  const { JobId } = await client.send(new CreateJobCommand(input));
  await clock.advance(60_000);
  const confirmed = await client.send(new UpdateJobStatusCommand({ AccountId: ACCOUNT, JobId, RequestedJobStatus: 'Ready', StatusUpdateReason: 'looks\rgood\u0007' }));
  expect(confirmed).toMatchObject({ JobId, Status: 'Ready', StatusUpdateReason: 'looks\rgood\\u0007' });
  await clock.advance(60_000);
  const { Job } = await client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId }));
  expect(Job).toMatchObject({ Status: 'Complete', TerminationDate: expect.any(Date), ProgressSummary: { NumberOfTasksSucceeded: 1 } });
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: input.Operation.S3PutObjectTagging.TagSet });
});

test('tells why a job failed', async () => {
  const { client, clock, store } = await served();
  store.createBucket('empty');
  const ManifestGenerator = { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::empty', EnableManifestOutput: false } };
  const { JobId } = await client.send(new CreateJobCommand({ ...input, RoleArn: `${JOB_ROLE}-unknown`, ManifestGenerator }));
  await clock.advance(60_000);
  const { Job } = await client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId }));
  expect(Job).toMatchObject({ Status: 'Failed', FailureReasons: [{ FailureCode: 'AccessDenied', FailureReason: expect.stringContaining(JOB_ROLE) }] });
});

test('changes a priority, and cancels', async () => {
  const { client } = await served();
  const { JobId } = await client.send(new CreateJobCommand(input));
  expect(await client.send(new UpdateJobPriorityCommand({ AccountId: ACCOUNT, JobId, Priority: 7 }))).toMatchObject({ JobId, Priority: 7 });
  expect((await client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId }))).Job).toMatchObject({ Priority: 7 });
  expect(await client.send(new UpdateJobStatusCommand({ AccountId: ACCOUNT, JobId, RequestedJobStatus: 'Cancelled' }))).toMatchObject({ JobId, Status: 'Cancelled' });
});

test('keeps a job\'s tags', async () => {
  const { client } = await served();
  const { JobId } = await client.send(new CreateJobCommand(input));
  const job = { AccountId: ACCOUNT, JobId };
  const tags = async () => (await client.send(new GetJobTaggingCommand(job))).Tags;
  expect(await tags()).toEqual([{ Key: 'team', Value: 'logs' }]);
  await client.send(new PutJobTaggingCommand({ ...job, Tags: [{ Key: 'a', Value: '' }, { Key: 'b', Value: 'c d' }] }));
  expect(await tags()).toEqual([{ Key: 'a', Value: '' }, { Key: 'b', Value: 'c d' }]);
  await client.send(new DeleteJobTaggingCommand(job));
  expect(await tags()).toEqual([]);
});

test('lists jobs page by page, and by state', async () => {
  const { client, clock } = await served();
  const ids: (string | undefined)[] = [];
  for (let index = 0; index < 5; index++) {
    ids.push((await client.send(new CreateJobCommand({ ...input, ClientRequestToken: `token-${index}` }))).JobId);
  }
  const listed: (string | undefined)[] = [];
  for await (const { Jobs } of paginateListJobs({ client, pageSize: 2 }, { AccountId: ACCOUNT })) listed.push(...Jobs!.map(({ JobId }) => JobId));
  expect(listed).toEqual([...ids].reverse());
  await clock.advance(60_000);
  await client.send(new UpdateJobStatusCommand({ AccountId: ACCOUNT, JobId: ids[0], RequestedJobStatus: 'Cancelled' }));
  const { Jobs } = await client.send(new ListJobsCommand({ AccountId: ACCOUNT, JobStatuses: ['Cancelled', 'Failed'] }));
  expect(Jobs).toMatchObject([{ JobId: ids[0], Operation: 'S3PutObjectTagging', Description: input.Description, Status: 'Cancelled', Priority: 0 }]);
  expect((await client.send(new ListJobsCommand({ AccountId: ACCOUNT, JobStatuses: ['Active'] }))).Jobs).toEqual([]);
});

const unknownJob = { AccountId: ACCOUNT, JobId: 'no-such-job' };
const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `key-${index}`, Value: '' }));

// API reference, the errors of each call
test.each<[string, number, (client: S3ControlClient) => Promise<unknown>]>([
  ['NotFoundException', 400, (client) => client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId: 'no-such-job' }))],
  ['NotFoundException', 400, (client) => client.send(new GetJobTaggingCommand({ AccountId: ACCOUNT, JobId: 'no-such-job' }))],
  ['BadRequestException', 400, (client) => client.send(new CreateJobCommand({ ...input, Priority: -1 }))],
  ['InvalidRequestException', 400, (client) => client.send(new ListJobsCommand({ AccountId: ACCOUNT, MaxResults: 2000 }))],
  ['InvalidNextTokenException', 400, (client) => client.send(new ListJobsCommand({ AccountId: ACCOUNT, NextToken: 'other' }))],
  ['AccessDenied', 403, (client) => client.send(new ListJobsCommand({ AccountId: '999999999999' }))],
  ['BadRequestException', 400, (client) => client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId: 'a.b-c' }))],
  ['BadRequestException', 400, (client) => client.send(new UpdateJobPriorityCommand({ AccountId: ACCOUNT, JobId: 'no-such-job', Priority: -1 }))],
  ['BadRequestException', 400, (client) => client.send(new UpdateJobStatusCommand({ ...unknownJob, RequestedJobStatus: 'Paused' as 'Ready' }))],
  ['BadRequestException', 400, (client) => client.send(new UpdateJobStatusCommand({ ...unknownJob, RequestedJobStatus: 'Ready', StatusUpdateReason: 'x'.repeat(257) }))],
  ['TooManyTagsException', 400, (client) => client.send(new PutJobTaggingCommand({ ...unknownJob, Tags: tags(51) }))],
  ['NotFoundException', 400, (client) => client.send(new PutJobTaggingCommand({ ...unknownJob, Tags: tags(50) }))],
  ['NotFoundException', 400, (client) => client.send(new DeleteJobTaggingCommand(unknownJob))],
  ['NotFoundException', 400, (client) => client.send(new UpdateJobPriorityCommand({ ...unknownJob, Priority: 1 }))],
  ['NotFoundException', 400, (client) => client.send(new UpdateJobStatusCommand({ ...unknownJob, RequestedJobStatus: 'Ready' }))],
  ['BadRequestException', 400, (client) => client.send(new CreateJobCommand({ ...input, Tags: tags(51) }))],
  ['AccessDenied', 403, (client) => client.send(new CreateJobCommand({ ...input, RoleArn: 'arn:aws:iam::999999999999:role/job' }))],
])('answers with %s and %d, as the SDK reads it', async (name, httpStatusCode, call) => {
  const { client } = await served();
  await expect(call(client)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
});

const operations: { [name in keyof JobOperation]: JobOperation[name] } = {
  S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::b', NewObjectMetadata: { UserMetadata: { k: 'v' }, HttpExpiresDate: createdBefore }, MetadataDirective: 'REPLACE' },
  S3PutObjectAcl: {
    AccessControlPolicy: { AccessControlList: { Owner: { ID: 'o' }, Grants: [{ Grantee: { TypeIdentifier: 'id', Identifier: 'i' }, Permission: 'READ' }] } },
  },
  S3DeleteObjectTagging: {},
  S3InitiateRestoreObject: { ExpirationInDays: 1, GlacierJobTier: 'BULK' },
  S3PutObjectLegalHold: { LegalHold: { Status: 'ON' } },
  S3PutObjectRetention: { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: createdBefore }, BypassGovernanceRetention: true },
  S3ReplicateObject: {},
  S3ComputeObjectChecksum: { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' },
  S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234', BucketKeyEnabled: true } } },
};

test.each(Object.entries(operations))('shows the SDK a job of %s as the SDK made it', async (name, options) => {
  const { client } = await served();
  const { JobId } = await client.send(new CreateJobCommand({ ...input, Operation: { [name]: options } }));
  expect((await client.send(new DescribeJobCommand({ AccountId: ACCOUNT, JobId }))).Job).toMatchObject({ Operation: { [name]: options } });
});

test('refuses a query parameter that it would ignore', async () => {
  const { server, principals } = await served();
  const credential = `Credential=${principals.byArn(CALLER)!.accessKeyId}/20261101/us-east-1/s3/aws4_request`;
  const headers = { 'x-amz-account-id': ACCOUNT, 'authorization': `AWS4-HMAC-SHA256 ${credential}` };
  const response = await fetch(`${server.url}/v20180820/jobs?jobStatus=Active`, { headers });
  expect([response.status, await response.text()]).toEqual([501, expect.stringContaining('jobStatus')]);
});

const job = { AccountId: ACCOUNT, JobId: 'job-1' };
const jobArn = `arn:aws:s3:us-east-1:${ACCOUNT}:job/job-1`;
const { Tags: _tags, ...untagged } = input;

// Service Authorization Reference, Amazon S3; S3 User Guide for what CreateJob takes beside its own action
const permissions: [name: string, needed: [action: string, resource: string][], call: (client: S3ControlClient) => Promise<unknown>][] = [
  ['CreateJob', [['s3:CreateJob', '*'], ['iam:PassRole', JOB_ROLE]], (client) => client.send(new CreateJobCommand({ ...untagged, ClientRequestToken: 'other' }))],
  ['CreateJob with tags', [['s3:CreateJob', '*'], ['iam:PassRole', JOB_ROLE], ['s3:PutJobTagging', `arn:aws:s3:us-east-1:${ACCOUNT}:job/*`]],
    (client) => client.send(new CreateJobCommand({ ...input, ClientRequestToken: 'other' }))],
  ['ListJobs', [['s3:ListJobs', '*']], (client) => client.send(new ListJobsCommand({ AccountId: ACCOUNT }))],
  ['DescribeJob', [['s3:DescribeJob', jobArn]], (client) => client.send(new DescribeJobCommand(job))],
  ['UpdateJobStatus', [['s3:UpdateJobStatus', jobArn]], (client) => client.send(new UpdateJobStatusCommand({ ...job, RequestedJobStatus: 'Cancelled' }))],
  ['UpdateJobPriority', [['s3:UpdateJobPriority', jobArn]], (client) => client.send(new UpdateJobPriorityCommand({ ...job, Priority: 1 }))],
  ['GetJobTagging', [['s3:GetJobTagging', jobArn]], (client) => client.send(new GetJobTaggingCommand(job))],
  ['PutJobTagging', [['s3:PutJobTagging', jobArn]], (client) => client.send(new PutJobTaggingCommand({ ...job, Tags: [] }))],
  ['DeleteJobTagging', [['s3:DeleteJobTagging', jobArn]], (client) => client.send(new DeleteJobTaggingCommand(job))],
];

test.each(permissions)('%s needs %j, each of them and nothing more', async (_name, needed, call) => {
  const statements = needed.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource }));
  const { client, principals, engine, log } = await served(statements);
  engine.createJob({ ...untagged, ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false } } });
  for (const missing of statements) {
    principals.put(CALLER, [{ Statement: statements.filter((statement) => statement !== missing) }]);
    await expect(call(client)).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining(missing.Action), $metadata: { httpStatusCode: 403 } });
  }
  principals.put(CALLER, [{ Statement: statements }]);
  await call(client);
  const [[action, resource]] = needed;
  expect(log.calls).toMatchObject([
    // what else is needed is told of by itself
    ...needed.flatMap(([needsAction, needsResource], index) => index === 0
      ? [{ principal: CALLER, action, resource, status: 403, error: 'AccessDenied', refusal: 'policy' }]
      : [{ principal: CALLER, action: needsAction, resource: needsResource, status: 403, refusal: 'policy' }, { action, resource, status: 403, refusal: 'need' }]),
    { principal: CALLER, action, resource, status: expect.any(Number) },
  ]);
  expect(log.calls.at(-1)).not.toHaveProperty('error');
});

test('names a condition that it can\'t evaluate instead of guessing', async () => {
  const { client } = await served([{ ...anything, Condition: { StringEquals: { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' } } }]);
  await expect(client.send(new ListJobsCommand({ AccountId: ACCOUNT }))).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining('`iam:PassedToService`') });
});

test('refuses who did not sign or is nobody here', async () => {
  const { server, log } = await served();
  expect((await fetch(`${server.url}/v20180820/jobs`, { headers: { 'x-amz-account-id': ACCOUNT } })).status).toBe(403);
  await expect(clientOf(server, 'AKIDEXAMPLE').send(new ListJobsCommand({ AccountId: ACCOUNT }))).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  expect(log.calls).toMatchObject([{ principal: 'unsigned', error: 'AccessDenied' }, { principal: 'unknown', error: 'InvalidAccessKeyId' }]);
});

test('leaves the rest of S3 Control unanswered', async () => {
  const { server } = await served();
  const response = await fetch(`${server.url}/v20180820/accesspoint/mine`);
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('GET /v20180820/accesspoint/mine');
});
