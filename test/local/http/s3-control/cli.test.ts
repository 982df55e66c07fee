import { execFile, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { s3ControlFacade } from '../../../../local/src/http/s3-control/facade';
import { type RunningServer, startServer } from '../../../../local/src/http/server';
import { FakeClock } from '../../fake-clock';
import { ACCOUNT, JOB_ROLE, seed, surroundings } from '../../surroundings';

const isInstalled = spawnSync('aws', ['--version']).status === 0;
if (!isInstalled) console.warn('There is no AWS CLI here: that it can drive the S3 Control API is not tested.');
const withCli = isInstalled ? describe : describe.skip;

const servers: RunningServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close())));

/** An account, and the CLI as a role of it that may do anything. Its answers are parsed; of an error, what it prints. */
async function cli() {
  const clock = new FakeClock();
  const { engine, principals, log, store } = surroundings(clock);
  seed(store, 'a');
  const { accessKeyId } = principals.put(`arn:aws:iam::${ACCOUNT}:role/cli`, [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }]);
  const server = await startServer({ facades: [s3ControlFacade(engine, principals, log)] });
  servers.push(server);
  const aws = async (command: string, options: { readonly [name: string]: unknown } = {}, ...flags: string[]) => {
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, typeof value === 'string' ? value : JSON.stringify(value)]);
    const args = ['s3control', command, '--account-id', ACCOUNT, '--endpoint-url', 'http://s3-control.local', '--region', 'us-east-1', '--output', 'json'];
    const { stdout } = await promisify(execFile)('aws', [...args, ...given, ...flags], { env: environmentOf(server, accessKeyId) });
    return stdout === '' ? undefined : JSON.parse(stdout) as { readonly [member: string]: unknown };
  };
  return { aws, clock, engine, store };
}

/** The CLI puts the account before the host's name; the proxy spares a name server that would know it. */
function environmentOf({ url }: RunningServer, accessKeyId: string) {
  return {
    PATH: process.env.PATH,
    http_proxy: url,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'dummy',
  };
}

const job = {
  'operation': { S3PutObjectTagging: { TagSet: [{ Key: 'retention', Value: 'short' }] } },
  'report': { Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', Prefix: 'tagging', ReportScope: 'AllTasks' },
  'manifest-generator': {
    S3JobManifestGenerator: {
      SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false, Filter: { CreatedBefore: '2030-01-01T00:00:00Z', KeyNameConstraint: { MatchAnyPrefix: ['a'] } },
    },
  },
  'priority': '10',
  'role-arn': JOB_ROLE,
  'client-request-token': 'token-1',
  'description': 'tag <short> & "sweet"',
};

withCli('the AWS CLI', () => {
  test('creates a job, confirms it and sees it complete', async () => {
    const { aws, clock, store } = await cli();
    const { JobId } = (await aws('create-job', { ...job, tags: [{ Key: 'team', Value: 'logs' }] }, '--confirmation-required'))!;
    await clock.advance(60_000);
    const suspended = await aws('describe-job', { 'job-id': JobId });
    expect(suspended).toMatchObject({
      Job: {
        JobId, Status: 'Suspended', SuspendedCause: 'AWAITING_CONFIRMATION', ConfirmationRequired: true, Priority: 10, RoleArn: JOB_ROLE,
        Description: job.description, Operation: job.operation, Report: job.report, FailureReasons: [],
        ManifestGenerator: { S3JobManifestGenerator: { Filter: { KeyNameConstraint: { MatchAnyPrefix: ['a'] } } } },
        ProgressSummary: { TotalNumberOfTasks: 1, Timers: { ElapsedTimeInActiveSeconds: 0 } },
      },
    });
    expect(await aws('update-job-status', { 'job-id': JobId, 'requested-job-status': 'Ready', 'status-update-reason': 'looks good' }))
      .toEqual({ JobId, Status: 'Ready', StatusUpdateReason: 'looks good' });
    await clock.advance(60_000);
    expect(await aws('describe-job', { 'job-id': JobId })).toMatchObject({ Job: { Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 1 } } });
    expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toMatchObject({ tagSet: job.operation.S3PutObjectTagging.TagSet });
  });

  test('changes a priority, tags and untags, and cancels', async () => {
    const { aws, clock } = await cli();
    const { JobId } = (await aws('create-job', job, '--confirmation-required'))!;
    const named = { 'job-id': JobId };
    await clock.advance(60_000);
    expect(await aws('update-job-priority', { ...named, priority: '0' })).toEqual({ JobId, Priority: 0 });
    await aws('put-job-tagging', { ...named, tags: [{ Key: 'a', Value: '' }, { Key: 'b', Value: 'c d' }] });
    expect(await aws('get-job-tagging', named)).toEqual({ Tags: [{ Key: 'a', Value: '' }, { Key: 'b', Value: 'c d' }] });
    await aws('delete-job-tagging', named);
    expect(await aws('get-job-tagging', named)).toEqual({ Tags: [] });
    expect(await aws('update-job-status', { ...named, 'requested-job-status': 'Cancelled' })).toEqual({ JobId, Status: 'Cancelled' });
  });

  test('lists jobs by state and page by page', async () => {
    const { aws, engine, clock } = await cli();
    const ids: unknown[] = [];
    for (const token of ['one', 'two', 'three']) {
      ids.push((await aws('create-job', { ...job, 'client-request-token': token }, '--confirmation-required'))!.JobId);
    }
    await clock.advance(60_000);
    engine.updateJobStatus(ids[0] as string, 'Cancelled');
    const first = (await aws('list-jobs', { 'max-results': '2' }))!;
    expect(first).toMatchObject({ Jobs: [{ JobId: ids[2], Operation: 'S3PutObjectTagging', Status: 'Suspended' }, { JobId: ids[1] }] });
    expect((await aws('list-jobs', { 'next-token': first.NextToken as string }))).toMatchObject({ Jobs: [{ JobId: ids[0] }] });
    expect((await aws('list-jobs', {}, '--job-statuses', 'Suspended', 'Failed'))!.Jobs).toHaveLength(2);
  });

  test.each<[string, string, { [name: string]: string }]>([
    ['NotFoundException', 'describe-job', { 'job-id': 'no-such-job' }],
    ['InvalidNextTokenException', 'list-jobs', { 'next-token': 'none-of-ours' }],
    ['InvalidRequestException', 'list-jobs', { 'job-statuses': 'Sleeping' }],
  ])('understands %s', async (code, command, options) => {
    const { aws } = await cli();
    await expect(aws(command, options)).rejects.toMatchObject({ stderr: expect.stringContaining(`(${code})`) });
  });
});
