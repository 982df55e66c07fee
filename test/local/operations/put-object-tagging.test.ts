import type { Task } from '../../../local/src/manifest/manifest';
import { executionOf, operationNameOf } from '../../../local/src/operations';
import type { ObjectStore } from '../../../local/src/store/object-store';
import { FakeClock } from '../fake-clock';
import { jobContext, seed, surroundings } from '../surroundings';

const tags = [{ Key: 'retention', Value: 'short' }];

function tagged(TagSet: typeof tags | undefined, task: Task, store: ObjectStore): Promise<string> {
  return executionOf({ S3PutObjectTagging: { TagSet } }).execute(task, jobContext({ store }));
}

test('replaces the tags of an object, merging nothing', async () => {
  const { store, role } = surroundings(new FakeClock());
  store.seedObject('logs', 'a', { body: Buffer.from(''), tags: [{ Key: 'old', Value: '1' }] });
  const message = await tagged(tags, { bucket: 'logs', key: 'a' }, store.as(role));
  expect(message).toBe('success');
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: tags });
});

test('takes all tags away with an empty or missing set', async () => {
  const { store, role } = surroundings(new FakeClock());
  for (const none of [[], undefined]) {
    store.seedObject('logs', 'a', { body: Buffer.from(''), tags });
    await tagged(none, { bucket: 'logs', key: 'a' }, store.as(role));
    expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
  }
});

test('tags the version that the manifest names, under the version action', async () => {
  const { store, role, log } = surroundings(new FakeClock());
  seed(store, 'a');
  await tagged(tags, { bucket: 'logs', key: 'a', versionId: 'null' }, store.as(role));
  expect(log.calls).toMatchObject([{ action: 's3:PutObjectVersionTagging', status: 200 }]);
});

test('is known by the name of its API', () => {
  expect(operationNameOf({ S3PutObjectTagging: { TagSet: tags } })).toBe('S3PutObjectTagging');
});
