import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from '../../../local/src/cloud/cloud';
import { saveReport } from '../../../local/src/command/saved-reports';
import type { JobDescriptor } from '../../../local/src/engine/job-descriptor';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 's3-batch-operations-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function cloudOf(objects: { [key: string]: string }): Cloud {
  const cloud: Partial<Cloud> = {
    listKeys: async (_bucket, prefix = '') => Object.keys(objects).filter((key) => key.startsWith(prefix)),
    saveObject: async (_bucket, key, file) => writeFileSync(file, objects[key]),
  };
  return cloud as Cloud;
}

const job = (Report: object) => ({ JobId: 'id-1', Report, ProgressSummary: { NumberOfTasksSucceeded: 1, NumberOfTasksFailed: 0 } }) as JobDescriptor;
const REPORT = { Enabled: true, Bucket: 'arn:aws:s3:::reports', Prefix: 'tag' };

test('a job\'s report, and nobody else\'s, comes to where its key says', async () => {
  const cloud = cloudOf({ 'tag/job-id-1/manifest.json': '{}', 'tag/job-id-1/results/a.csv': 'a,b\n', 'tag/job-id-2/manifest.json': 'other' });
  expect(await saveReport(cloud, job(REPORT), folder)).toEqual([
    join(folder, 'reports/tag/job-id-1/manifest.json'), join(folder, 'reports/tag/job-id-1/results/a.csv'),
  ]);
  expect(readFileSync(join(folder, 'reports/tag/job-id-1/results/a.csv'), 'utf8')).toBe('a,b\n');
});

test.each<[prefix: string | undefined, folder: string]>([
  [undefined, ''],
  ['tag', 'tag/'],
  // an open question of `unknowns.ts`
  ['tag/', 'tag/'],
  ['tag/', 'tag//'],
])('a report with the prefix %s is found under %s', async (Prefix, prefix) => {
  const cloud = cloudOf({ [`${prefix}job-id-1/manifest.json`]: '{}', [`${prefix}job-id-10/manifest.json`]: 'other', 'other/job-id-1/manifest.json': 'other' });
  expect(await saveReport(cloud, job({ ...REPORT, Prefix }), folder)).toEqual([join(folder, 'reports', `${prefix}job-id-1/manifest.json`)]);
});

test('a job without a report has nothing to copy', async () => {
  expect(await saveReport(cloudOf({}), job({ Enabled: false }), folder)).toEqual([]);
});

test('refuses a key that leads out of the folder', async () => {
  const cloud = cloudOf({ '../../../../etc/job-id-1/manifest.json': '{}' });
  await expect(saveReport(cloud, job({ ...REPORT, Prefix: '../../../../etc' }), folder)).rejects.toThrow('its key leads out of');
});
