import type { CreateJobRequest } from '../../../local/src/model/job-request';
import type { Statement } from '../../../local/src/policy/document';
import { FakeClock } from '../fake-clock';
import { JOB_ROLE, seed, surroundings, TAGGING_STATEMENTS, taggingRequest } from '../surroundings';

async function ended(changes: Partial<CreateJobRequest>, statements: Statement[] = TAGGING_STATEMENTS, keys = ['a']) {
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), statements);
  seed(store, ...keys);
  const id = engine.createJob(taggingRequest(changes));
  await engine.idle();
  return engine.describeJob(id);
}

function without(action: string): Statement[] {
  return TAGGING_STATEMENTS.filter(({ Action }) => Action !== action);
}

test('fails when no object matches, with the words of S3', async () => {
  expect(await ended({}, TAGGING_STATEMENTS, [])).toMatchObject({
    Status: 'Failed',
    ProgressSummary: { TotalNumberOfTasks: 0 },
    FailureReasons: [{ FailureCode: 'InvalidManifestContent', FailureReason: 'Manifest generation found no keys matching the filter criteria' }],
  });
});

test('fails when its role is nobody', async () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/nobody';
  expect(await ended({ RoleArn })).toMatchObject({
    Status: 'Failed', ProgressSummary: { TotalNumberOfTasks: 0 }, FailureReasons: [{ FailureCode: 'AccessDenied', FailureReason: expect.stringContaining(RoleArn) }],
  });
});

test('fails when its role may not set up the inventory that lists the objects', async () => {
  expect(await ended({}, without('s3:PutInventoryConfiguration'))).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureReason: expect.stringMatching(/^Error occurred when preparing manifest: .*s3:PutInventoryConfiguration/) }],
  });
});

test('fails when its report can\'t be written, although its tasks are done', async () => {
  expect(await ended({}, without('s3:PutObject'))).toMatchObject({
    Status: 'Failed',
    ProgressSummary: { NumberOfTasksSucceeded: 1 },
    FailureReasons: [{ FailureReason: 'The job report could not be written to your report bucket. Please check your permissions.' }],
  });
});

test('fails on a policy that can\'t be evaluated, naming what it is, instead of guessing', async () => {
  const condition = { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::logs/*', Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };
  expect(await ended({}, [...TAGGING_STATEMENTS, condition])).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureCode: 'LocalEngineError', FailureReason: expect.stringContaining('`aws:SourceVpc`') }],
  });
});

test('gives reasons of no more than 256 characters, as the model has them', async () => {
  const { FailureReasons: [reason] } = await ended({ RoleArn: `${JOB_ROLE}${'x'.repeat(300)}` });
  expect(reason.FailureReason).toHaveLength(256);
});
