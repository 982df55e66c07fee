import { executionOf, operationNameOf } from '../../../local/src/operations';
import { FakeClock } from '../fake-clock';
import { seed, surroundings } from '../surroundings';

const tags = [{ Key: 'retention', Value: 'short' }];

test('replaces the tags of an object, merging nothing', async () => {
  const { store, role } = surroundings(new FakeClock());
  store.seedObject('logs', 'a', { body: Buffer.from(''), tags: [{ Key: 'old', Value: '1' }] });
  const message = await executionOf({ S3PutObjectTagging: { TagSet: tags } })({ bucket: 'logs', key: 'a' }, store.as(role));
  expect(message).toBe('success');
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: tags });
});

test('takes all tags away with an empty or missing set', async () => {
  const { store, role } = surroundings(new FakeClock());
  for (const options of [{ TagSet: [] }, {}]) {
    store.seedObject('logs', 'a', { body: Buffer.from(''), tags });
    await executionOf({ S3PutObjectTagging: options })({ bucket: 'logs', key: 'a' }, store.as(role));
    expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
  }
});

test('tags the version that the manifest names, under the version action', async () => {
  const { store, role, log } = surroundings(new FakeClock());
  seed(store, 'a');
  await executionOf({ S3PutObjectTagging: { TagSet: tags } })({ bucket: 'logs', key: 'a', versionId: 'null' }, store.as(role));
  expect(log.calls).toMatchObject([{ action: 's3:PutObjectVersionTagging', status: 200 }]);
});

test('is known by the name of its API', () => {
  expect(operationNameOf({ S3PutObjectTagging: { TagSet: tags } })).toBe('S3PutObjectTagging');
});
