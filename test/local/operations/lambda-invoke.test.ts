import type { InvocationAnswer } from '../../../local/src/engine/function-invoker';
import type { Task } from '../../../local/src/manifest/manifest';
import type { LambdaInvokeOptions } from '../../../local/src/model/job-request';
import { executionOf } from '../../../local/src/operations';
import type { JobContext } from '../../../local/src/operations/executor';
import { choose } from '../../../local/src/unknowns';
import { jobContext } from '../surroundings';

const FunctionArn = 'arn:aws:lambda:us-east-1:111122223333:function:resize:live';
const encoded: Task = { bucket: 'logs', key: 'a b', encodedKey: 'a+%20b', versionId: 'v1' };

interface Asked {
  readonly functionArn: string;
  readonly event: { readonly invocationId: string; readonly tasks: readonly { readonly taskId: string }[] };
}

async function invoked(
  answer: InvocationAnswer | ((asked: Asked) => unknown), options: Partial<LambdaInvokeOptions> = {}, task: Task = { bucket: 'logs', key: 'a b' }, job: Partial<JobContext> = {},
) {
  const asked: Asked[] = [];
  const functions = {
    invoke: async (functionArn: string, payload: string): Promise<InvocationAnswer> => {
      asked.push({ functionArn, event: JSON.parse(payload) as Asked['event'] });
      return typeof answer === 'function' ? { outcome: 'returned', payload: JSON.stringify(answer(asked[0])) ?? 'null' } : answer;
    },
  };
  const message = executionOf({ LambdaInvoke: { FunctionArn, ...options } }).execute(task, jobContext({ functions, ...job }));
  return { asked, message };
}

function answering(result: object, changes: object = {}) {
  return ({ event }: Asked) => ({
    invocationSchemaVersion: '1.0',
    invocationId: event.invocationId,
    results: [{ taskId: event.tasks[0].taskId, ...result }],
    ...changes,
  });
}

const succeeding = answering({ resultCode: 'Succeeded', resultString: 'done' });

// S3 User Guide, "Invoke AWS Lambda function": the event of each schema version
test.each<[string, Partial<LambdaInvokeOptions>, Task, object]>([
  ['1.0 when none is named', {}, { bucket: 'logs', key: 'a b' }, {
    invocationSchemaVersion: '1.0',
    invocationId: 'id-1',
    job: { id: 'job-1' },
    tasks: [{ taskId: 'id-2', s3Key: 'a%20b', s3VersionId: null, s3BucketArn: 'arn:aws:s3:::logs' }],
  }],
  ['1.0, with the key as the manifest spells it', { InvocationSchemaVersion: '1.0' }, encoded, {
    invocationSchemaVersion: '1.0',
    invocationId: 'id-1',
    job: { id: 'job-1' },
    tasks: [{ taskId: 'id-2', s3Key: 'a+%20b', s3VersionId: 'v1', s3BucketArn: 'arn:aws:s3:::logs' }],
  }],
  ['2.0 with arguments', { InvocationSchemaVersion: '2.0', UserArguments: { size: 'small' } }, encoded, {
    invocationSchemaVersion: '2.0',
    invocationId: 'id-1',
    job: { id: 'job-1', userArguments: { size: 'small' } },
    tasks: [{ taskId: 'id-2', s3Key: 'a+%20b', s3VersionId: 'v1', s3Bucket: 'logs' }],
  }],
])('sends the event of schema %s', async (_case, options, task, event) => {
  const { asked, message } = await invoked(answering({ resultCode: 'Succeeded' }, { invocationSchemaVersion: options.InvocationSchemaVersion ?? '1.0' }), options, task);
  await message;
  expect(asked).toEqual([{ functionArn: FunctionArn, event }]);
});

test('names the bucket in the partition of its function', async () => {
  const environment = { partition: 'aws-cn', account: '111122223333', region: 'cn-north-1' };
  const { asked, message } = await invoked(succeeding, { FunctionArn: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:resize' }, undefined, { environment });
  await message;
  expect(asked).toMatchObject([{ event: { tasks: [{ s3BucketArn: 'arn:aws-cn:s3:::logs' }] } }]);
});

describe('a function in another Region', () => {
  const elsewhere = { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:resize' };

  test('isn\'t invoked, in the words of Lambda', async () => {
    const { asked, message } = await invoked(succeeding, elsewhere);
    await expect(message).rejects.toMatchObject({
      name: 'TaskFailure', status: 404, code: 'ResourceNotFoundException', message: 'Functions from \'eu-west-1\' are not reachable in this region (\'us-east-1\')',
    });
    expect(asked).toEqual([]);
  });

  test('is invoked where that is chosen', async () => {
    const { asked, message } = await invoked(succeeding, elsewhere, undefined, { unknowns: choose({ otherRegions: 'yes' }) });
    expect(await message).toBe('done');
    expect(asked).toMatchObject([{ functionArn: elsewhere.FunctionArn }]);
  });
});

test.each([
  ['the result string', answering({ resultCode: 'Succeeded', resultString: 'sha256=12' }), 'sha256=12'],
  ['nothing where there is none', answering({ resultCode: 'Succeeded' }), ''],
  ['another value as JSON', answering({ resultCode: 'Succeeded', resultString: { width: 3 } }), '{"width":3}'],
  ['why a missing key counts as done', answering({}, { results: [], treatMissingKeysAs: 'Succeeded' }), 'the answer has no result with the taskId id-2'],
])('reports of a success %s', async (_case, answer, expected) => {
  const { message } = await invoked(answer);
  expect(await message).toBe(expected);
});

const error = '{"errorMessage":"2026-11-01T12:00:03Z 1 Task timed out after 3.00 seconds"}';

test.each<[string, InvocationAnswer | ReturnType<typeof answering>, object]>([
  ['PermanentFailure', answering({ resultCode: 'PermanentFailure', resultString: 'no image' }),
    { status: 200, code: 'PermanentFailure', message: 'no image', isTemporary: false }],
  ['TemporaryFailure', answering({ resultCode: 'TemporaryFailure', resultString: 'busy' }),
    { status: 200, code: 'TemporaryFailure', message: 'busy', isTemporary: true }],
  ['a function error or a timeout', { outcome: 'functionError', payload: error },
    { status: 200, code: 'PermanentFailure', message: `Lambda returned function error: ${error}`, isTemporary: false }],
  ['a missing function', { outcome: 'notFound' },
    { status: 404, code: 'ResourceNotFoundException', message: `Function not found: ${FunctionArn}`, isTemporary: false }],
  ['an answer that is not JSON', { outcome: 'returned', payload: 'ok' },
    { status: 200, code: 'PermanentFailure', message: 'Invalid JSON returned in Lambda payload', isTemporary: false }],
  ['an answer without results', { outcome: 'returned', payload: 'null' }, { code: 'PermanentFailure', message: 'Invalid JSON returned in Lambda payload' }],
  ['a key that the answer leaves out', answering({}, { results: [] }),
    { code: 'TemporaryFailure', message: 'the answer has no result with the taskId id-2', isTemporary: true }],
  ['a key that is left out, and to be taken as failed', answering({}, { results: [], treatMissingKeysAs: 'PermanentFailure' }),
    { code: 'PermanentFailure', isTemporary: false }],
  ['the id of another task', answering({ taskId: 'other', resultCode: 'Succeeded' }), { code: 'TemporaryFailure' }],
  ['another schema version', answering({ resultCode: 'Succeeded' }, { invocationSchemaVersion: '2.0' }),
    { code: 'TemporaryFailure', message: "the answer's invocationSchemaVersion must be 1.0, got: \"2.0\"" }],
  ['an unknown result code', answering({ resultCode: 'Success' }),
    { code: 'TemporaryFailure', message: 'the resultCode must be one of Succeeded, TemporaryFailure, PermanentFailure, got: "Success"' }],
  ['a result that is no object', answering({}, { results: [null] }), { code: 'TemporaryFailure' }],
])('fails on %s', async (_case, answer, expected) => {
  const { message } = await invoked(answer);
  await expect(message).rejects.toMatchObject({ name: 'TaskFailure', ...expected });
});
