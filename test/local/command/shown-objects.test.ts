import type { AssemblyOverview } from '../../../local/src/assembly/overview';
import type { Cloud, ObjectDescription } from '../../../local/src/cloud/cloud';
import { ShownObjects } from '../../../local/src/command/shown-objects';

const OVERVIEW: AssemblyOverview = {
  stacks: [], jobs: [], functions: [], buckets: [{ stack: 'App', path: 'App/Data' }, { stack: 'App', path: 'App/Data/Inner' }],
};

/** A cloud whose objects say which bucket they are of, and how often they were looked at. */
function lookedAt() {
  let looks = 0;
  const cloud: Partial<Cloud> = { describeObject: async (bucket, key) => ({ etag: `${bucket} ${key} ${++looks}` }) as ObjectDescription };
  return cloud as Cloud;
}

const made = (constructPath: string, physicalId: string) => (
  { kind: 'resource', stackName: 'App', logicalId: 'Data', constructPath, type: 'AWS::S3::Bucket', physicalId, status: 'CREATE_COMPLETE' } as const
);

test('an object of a bucket that is named is looked at before the run and after it', async () => {
  const shown = new ShownObjects(lookedAt(), ['logs/app/a.log'], [OVERVIEW]);
  await shown.lookBefore();
  expect(await shown.digested()).toEqual([{ bucket: 'logs', key: 'app/a.log', before: { etag: 'logs app/a.log 1' }, after: { etag: 'logs app/a.log 2' } }]);
});

test('an object of a bucket that the app makes is looked at as soon as the bucket is there', async () => {
  const shown = new ShownObjects(lookedAt(), ['App/Data/Inner/a', 'App/Data/b'], [OVERVIEW]);
  await shown.lookBefore();
  shown.bucketIsThere(made('App/Data/Inner', 'inner-1'));
  shown.bucketIsThere({ ...made('App/Data', 'data-1'), status: 'CREATE_IN_PROGRESS' });
  expect(await shown.digested()).toEqual([
    { bucket: 'inner-1', key: 'a', before: { etag: 'inner-1 a 1' }, after: { etag: 'inner-1 a 2' } },
    { bucket: 'App/Data', key: 'b' },
  ]);
});

test.each(['logs', 'logs/', '/a', 'App/Data/'])('refuses %j', (object) => {
  expect(() => new ShownObjects(lookedAt(), [object], [OVERVIEW])).toThrow(`--show must be BUCKET/KEY, got: ${object}`);
});
