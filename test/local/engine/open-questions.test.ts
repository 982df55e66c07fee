import type { FunctionInvoker } from '../../../local/src/engine/function-invoker';
import { JobEngine } from '../../../local/src/engine/job-engine';
import type { JobStatus } from '../../../local/src/engine/job-status';
import type { CreateJobRequest } from '../../../local/src/model/job-request';
import type { Choices } from '../../../local/src/unknowns';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, csvRequest, JOB_ROLE, seed, surroundings, TAGGING_STATEMENTS, taggingRequest } from '../surroundings';

const STEP = 1000;
const STATEMENTS = [...TAGGING_STATEMENTS, { Effect: 'Allow', Action: ['s3:GetObject', 'lambda:InvokeFunction'], Resource: '*' }];

const goingOn = () => new FakeClock(undefined, { auto: true });

function account(unknowns: Partial<Choices>, functions?: FunctionInvoker, clock = new FakeClock()) {
  const { store, principals } = surroundings(clock, STATEMENTS);
  seed(store, 'a');
  const engine = new JobEngine({ store, principals, clock, unknowns, functions, account: ACCOUNT, region: 'us-east-1' });
  return { clock, store, principals, engine };
}

async function ended(unknowns: Partial<Choices>, changes: Partial<CreateJobRequest> = {}) {
  const { engine } = account(unknowns, undefined, goingOn());
  const id = engine.createJob(taggingRequest(changes));
  await engine.idle();
  return { engine, id, job: engine.describeJob(id) };
}

test.each<[Choices['unsaidConfirmation'], JobStatus]>([[true, 'Suspended'], [false, 'Complete']])(
  'with unsaidConfirmation %s, a job whose request says nothing of it becomes %s', async (unsaidConfirmation, status) => {
    const { job, engine } = await ended({ unsaidConfirmation }, { ConfirmationRequired: undefined });
    expect(job.Status).toBe(status);
    expect(engine.metUnknowns()).toContain('unsaidConfirmation');
  },
);

test.each<Choices['cancelledWhileActive']>(['Cancelling', 'Cancelled'])('answers %s when an active job is cancelled, where that is chosen', async (cancelledWhileActive) => {
  const { clock, engine } = account({ cancelledWhileActive });
  const id = engine.createJob(taggingRequest());
  for (let turn = 0; engine.describeJob(id).Status !== 'Active' && turn < 100; turn++) await clock.advance(turn % 10 > 0 ? 0 : STEP);
  expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe(cancelledWhileActive);
  expect(engine.describeJob(id).Status).toBe('Cancelling');
  expect(engine.metUnknowns()).toContain('cancelledWhileActive');
});

describe.each([['Cancelled'], ['Ready']] as const)('%s asked of a job that has ended', (requested) => {
  test('is refused by default', async () => {
    const { engine, id } = await ended({});
    expect(() => engine.updateJobStatus(id, requested)).toThrow(expect.objectContaining({ status: 400, code: 'JobStatusException' }));
    expect(engine.metUnknowns()).toContain('statusOfEndedJob');
  });

  test('changes nothing where that is chosen', async () => {
    const { engine, id, job } = await ended({ statusOfEndedJob: 'nothing' });
    expect(engine.updateJobStatus(id, requested, 'why')).toEqual(job);
    expect(engine.describeJob(id)).toEqual(job);
  });
});

test('a confirmation of a job that isn\'t suspended, and hasn\'t ended, is refused under either', async () => {
  const { clock, engine } = account({ statusOfEndedJob: 'nothing' });
  const id = engine.createJob(taggingRequest());
  await clock.advance(STEP);
  expect(() => engine.updateJobStatus(id, 'Ready')).toThrow(expect.objectContaining({ code: 'JobStatusException' }));
});

test.each<Choices['unassumableRoleCode']>(['AccessDenied', 'InvalidRole'])('fails with %s when nobody can act as its role, where that is chosen', async (unassumableRoleCode) => {
  const { job } = await ended({ unassumableRoleCode }, { RoleArn: `${JOB_ROLE}-unknown` });
  expect(job).toMatchObject({ Status: 'Failed', FailureReasons: [{ FailureCode: unassumableRoleCode }] });
});

test.each<Choices['redrives']>([2, 0, 10])('does a task %d times again that fails for the moment, where that is chosen', async (redrives) => {
  let invocations = 0;
  const { engine, store } = account({ redrives }, {
    invoke: async (_arn, payload) => {
      invocations++;
      const { invocationId, tasks: [{ taskId }] } = JSON.parse(payload) as { invocationId: string; tasks: { taskId: string }[] };
      const results = [{ taskId, resultCode: 'TemporaryFailure', resultString: 'busy' }];
      return { outcome: 'returned', payload: JSON.stringify({ invocationSchemaVersion: '1.0', invocationId, results }) };
    },
  }, goingOn());
  engine.createJob(await csvRequest(store, 'logs,a\n', { Operation: { LambdaInvoke: { FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f' } } }));
  await engine.idle();
  expect(invocations).toBe(redrives + 1);
});

describe('CreateJob\'s own checks', () => {
  const nowhere = 'arn:aws:s3:::nowhere';
  const broken: [string, Partial<CreateJobRequest>, RegExp][] = [
    ['a role that isn\'t there', { RoleArn: `${JOB_ROLE}-unknown` }, /job-unknown/],
    ['a report\'s bucket that isn\'t there', { Report: { Enabled: true, Bucket: nowhere, Format: 'Report_CSV_20180820', ReportScope: 'AllTasks' } }, /nowhere/],
    ['a source bucket that isn\'t there', { ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: nowhere, EnableManifestOutput: false } } }, /nowhere/],
    ['a manifest that isn\'t there', manifestAt('arn:aws:s3:::reports/absent.csv'), /absent\.csv.*NoSuchKey/],
    ['a version of the manifest that the role may not read', manifestAt('arn:aws:s3:::reports/m.csv', 'null'), /may not read/],
  ];

  function manifestAt(ObjectArn: string, ObjectVersionId?: string): Partial<CreateJobRequest> {
    return {
      ManifestGenerator: undefined,
      Manifest: { Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] }, Location: { ObjectArn, ETag: 'e', ObjectVersionId } },
    };
  }

  test.each(broken)('refuse %s only where that is chosen', async (_what, changes, message) => {
    const checked = account({ createJobChecks: 'yes' }).engine.checkJob(taggingRequest(changes));
    await expect(checked).rejects.toMatchObject({ status: 400, code: 'BadRequestException', message: expect.stringMatching(message) });
    const { engine } = account({});
    await engine.checkJob(taggingRequest(changes));
    expect(engine.metUnknowns()).toEqual(['createJobChecks']);
  });

  test('ask nothing in the role\'s name', async () => {
    const clock = new FakeClock();
    const { engine, log, store } = surroundings(clock, STATEMENTS);
    await engine.checkJob(await csvRequest(store, 'logs,a\n'));
    expect(log.calls).toEqual([]);
  });

  test('refuse a manifest with another ETag only where that is chosen', async () => {
    const { engine, store } = account({ changedManifest: 'CreateJob is refused' });
    const request = await csvRequest(store, 'logs,a\n');
    await engine.checkJob(request);
    expect(engine.metUnknowns()).toEqual([]);
    const { Spec, Location } = request.Manifest!;
    const quoted = engine.checkJob({ ...request, Manifest: { Spec, Location: { ...Location, ETag: `"${Location.ETag}"` } } });
    await expect(quoted).rejects.toThrow(/without the quotes it would be the same/);
    await store.asOwner().putObject({ bucket: 'reports', key: 'manifests/m.csv', body: Buffer.from('logs,b\n') });
    await expect(engine.checkJob(request)).rejects.toMatchObject({ code: 'BadRequestException', message: expect.stringContaining('ETag') });

    const byDefault = account({});
    await byDefault.store.asOwner().putObject({ bucket: 'reports', key: 'manifests/m.csv', body: Buffer.from('logs,b\n') });
    await byDefault.engine.checkJob(request);
    expect(byDefault.engine.metUnknowns()).toEqual(['changedManifest']);
  });

  test('leave a repeated request to its token', async () => {
    const { engine, principals } = account({ createJobChecks: 'yes' });
    engine.createJob(taggingRequest());
    principals.remove(JOB_ROLE);
    await engine.checkJob(taggingRequest());
  });
});

test('a run that depended on nothing open says so', async () => {
  const { clock, engine } = account({});
  const id = engine.createJob(taggingRequest());
  // older than a job that a call may miss
  await clock.advance(121 * STEP);
  engine.describeJob(id);
  engine.listJobs();
  expect(engine.metUnknowns()).toEqual([]);
});

test('a look at a new job depends on how soon S3 knows it', () => {
  const { engine } = account({});
  const id = engine.createJob(taggingRequest());
  engine.describeJob(id);
  expect(engine.metUnknowns()).toEqual(['describeLag']);
  engine.listJobs();
  expect(engine.metUnknowns()).toEqual(['describeLag', 'listLag']);
});
