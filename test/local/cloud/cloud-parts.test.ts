import { assembleCloud } from '../../../local/src/cloud/cloud-parts';

test.each([[0, 'restored'], [3600, 'in progress'], [undefined, 'in progress']])('with restoreSeconds %s, an archived object is soon %s', async (restoreSeconds, state) => {
  const { store, server, runner } = await assembleCloud({ restoreSeconds });
  try {
    const object = { bucket: 'cold', key: 'a' };
    store.createBucket('cold');
    store.seedObject('cold', 'a', { body: Buffer.from('a'), storageClass: 'GLACIER' });
    await store.asOwner().restoreObject({ ...object, days: 1, tier: 'Bulk' });
    expect((await store.asOwner().headObject(object)).restoration).toMatchObject({ state });
  } finally {
    await runner.close();
    await server.close();
  }
});
