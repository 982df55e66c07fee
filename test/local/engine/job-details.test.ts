import { accountOf, type Invoked, invokingRequest, recordingFunction } from './delivery-fixture';
import { detailsOf } from '../../../local/src/engine/job-details';
import { csvRequest, seed } from '../surroundings';

/** The details of a job that tags the objects of a CSV, of which `logs` has `a`. */
async function detailsOfTagging(csv: string, fields: ('Bucket' | 'Key' | 'VersionId')[] = ['Bucket', 'Key']) {
  const { engine, store } = accountOf({}, ['a']);
  const request = await csvRequest(store, csv, { Tags: [{ Key: 'team', Value: 'data' }, { Key: 'stage', Value: '' }] });
  const id = engine.createJob({ ...request, Manifest: { ...request.Manifest!, Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: fields } } });
  await engine.idle();
  return { engine, id, details: detailsOf(engine.findJob(id)!) };
}

test('has the tags of the job as they are now', async () => {
  const { engine, id, details } = await detailsOfTagging('logs,a\n');
  expect(details).toEqual({ tags: { team: 'data', stage: '' }, firstFailures: [], redelivered: 0 });
  engine.putJobTagging(id, [{ Key: 'team', Value: 'web' }]);
  expect(detailsOf(engine.findJob(id)!).tags).toEqual({ team: 'web' });
});

test('says of a failed task what its report says, with the key as the object has it', async () => {
  const { details } = await detailsOfTagging('logs,b%20c\nlogs,a\n');
  expect(details.firstFailures).toEqual([{ bucket: 'logs', key: 'b c', status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' }]);
});

test('names the version of a failed task where the manifest does, and that it leaves one out', async () => {
  const { details } = await detailsOfTagging('logs,a,none\nlogs,a,\nlogs,a,null\n', ['Bucket', 'Key', 'VersionId']);
  // they are done at the same time
  expect(new Set(details.firstFailures)).toEqual(new Set([
    expect.objectContaining({ key: 'a', versionId: 'none' }), expect.objectContaining({ key: 'a', versionId: '', code: 'InvalidRequest' }),
  ]));
});

test('keeps the first ten failures, in the order in which the tasks failed', async () => {
  const keys = Array.from({ length: 30 }, (_, index) => `key-${index}`);
  const invoked: Invoked[] = [];
  const functions = recordingFunction(invoked, (key) => ({ resultCode: Number(key.slice(4)) % 2 ? 'PermanentFailure' : 'Succeeded', resultString: `of ${key}` }));
  const { engine, store } = accountOf({ shuffleSeed: 7 }, keys, functions);
  const id = engine.createJob(await invokingRequest(store, keys.map((key) => `logs,${key}\n`).join('')));
  await engine.idle();

  const odd = invoked.map(({ tasks: [{ s3Key }] }) => s3Key).filter((key) => Number(key.slice(4)) % 2);
  expect(odd).toHaveLength(15);
  expect(detailsOf(engine.findJob(id)!).firstFailures).toEqual(odd.slice(0, 10).map((key) =>
    ({ bucket: 'logs', key, status: 200, code: 'PermanentFailure', message: `of ${key}` })));
  expect(JSON.stringify(engine.describeJob(id))).not.toContain('of key');
});

test('a job that is described later than it is made is among all jobs at once', async () => {
  const { engine, store } = accountOf({ unknowns: { listLag: 120, describeLag: 120 } }, []);
  seed(store, 'a');
  const ids = [engine.createJob(await csvRequest(store, 'logs,a\n')), engine.createJob(await csvRequest(store, 'logs,a\n', { ClientRequestToken: 'token-2' }))];
  expect(engine.listJobs().jobs).toEqual([]);
  expect(engine.jobs().map(({ JobId, Status }) => [JobId, Status])).toEqual(ids.map((id) => [id, 'New']));
});
