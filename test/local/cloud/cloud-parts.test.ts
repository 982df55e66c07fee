import type { LocalCloudOptions } from '../../../local/src/cloud/cloud';
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

test.each<[object, string]>([
  [{ account: 'abc' }, '`account` must be text of twelve digits, got: \'abc\''],
  [{ account: 111122223333 }, '`account` must be text of twelve digits, got: 111122223333'],
  [{ region: 'mars' }, '`region` must be a Region such as us-east-1, got: \'mars\''],
  [{ clockFactor: 0 }, '`clockFactor` must be a finite number greater than 0, got: 0'],
  [{ clockFactor: NaN }, '`clockFactor` must be a finite number greater than 0, got: NaN'],
  [{ clockFactor: Infinity }, '`clockFactor` must be a finite number greater than 0, got: Infinity'],
  [{ restoreSeconds: -5 }, '`restoreSeconds` must be a finite number, 0 or greater, got: -5'],
  [{ restoreSeconds: NaN }, '`restoreSeconds` must be a finite number, 0 or greater, got: NaN'],
  [{ port: -1 }, '`port` must be a whole number from 0 (a free one) to 65535, got: -1'],
  [{ port: 65536 }, '`port` must be a whole number from 0 (a free one) to 65535, got: 65536'],
  [{ port: '4566' }, '`port` must be a whole number from 0 (a free one) to 65535, got: \'4566\''],
  [{ shuffleSeed: 0.5 }, '`shuffleSeed` must be a whole number from 0 to 4294967295, got: 0.5'],
  [{ shuffleSeed: 2 ** 32 }, '`shuffleSeed` must be a whole number from 0 to 4294967295, got: 4294967296'],
  [{ redeliver: 1.1 }, '`redeliver` must be a number from 0 to 1, got: 1.1'],
  [{ redeliver: NaN }, '`redeliver` must be a number from 0 to 1, got: NaN'],
  [{ redeliver: '1' }, '`redeliver` must be a number from 0 to 1, got: \'1\''],
  [{ clockfactor: 30 }, '`clockfactor` is no setting; there are: clockFactor, account, '],
  [{ projectFolder: 1 }, '`projectFolder` must be text, got: 1'],
  [{ onEvent: 'log' }, '`onEvent` must be a function, got: \'log\''],
  [{ unknowns: null }, '`unknowns` must be an object, got: null'],
  [{ unknowns: { plusInKeys: 'bogus' } }, '`unknowns.plusInKeys`'],
])('refuses %j', async (settings, message) => {
  await expect(assembleCloud(settings)).rejects.toThrow(message);
});

test('refuses all wrong settings at once', async () => {
  await expect(assembleCloud({ account: '1', region: '2' })).rejects.toThrow(/account.*\n.*region/);
});

test.each<LocalCloudOptions>([{ region: 'us-gov-west-1' }, { region: 'ap-southeast-7' }, { region: 'us-isob-east-1' }, { region: undefined, account: '000000000000' }, { port: 0, shuffleSeed: 2 ** 32 - 1, redeliver: 1 }])('takes %j', async (settings) => {
  const { environment, runner, server } = await assembleCloud(settings);
  await runner.close();
  await server.close();
  expect(environment).toMatchObject({ region: settings.region ?? 'us-east-1', account: settings.account ?? '111122223333' });
});

test('whatever tells of something isn\'t stopped by a listener that throws', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockReturnValue(undefined);
  const { onEvent, runner, server } = await assembleCloud({ onEvent: () => { throw new Error('no terminal'); } });
  try {
    onEvent({ kind: 'warning', stackName: 'stack', message: 'told' });
    expect(warn).toHaveBeenCalledWith('a listener failed: no terminal', expect.anything());
  } finally {
    await runner.close();
    await server.close();
    warn.mockRestore();
  }
});
