import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishAssets } from '../../../local/src/assembly/publish-assets';
import { FakeClock } from '../fake-clock';
import { surroundings, textOf } from '../surroundings';
import { writeFiles } from '../write-files';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFiles(directory, { 'rows.csv': 'a,1\n' });
});

afterEach(() => rmSync(directory, { recursive: true }));

test('puts files where a deployment would, and leaves folders to those who run them', async () => {
  const { store } = surroundings(new FakeClock());
  const destinations = [{ bucketName: 'assets-${AWS::AccountId}-${AWS::Region}', objectKey: 'abc.csv' }];

  publishAssets([
    { path: join(directory, 'rows.csv'), root: directory, packaging: 'file', destinations },
    { path: directory, root: directory, packaging: 'zip', destinations: [{ bucketName: 'folders', objectKey: 'abc.zip' }] },
  ], { account: '111122223333', region: 'us-east-1', partition: 'aws' }, store);

  expect(await textOf(store, 'assets-111122223333-us-east-1', 'abc.csv')).toBe('a,1\n');
  expect(store.hasBucket('folders')).toBe(false);
});
