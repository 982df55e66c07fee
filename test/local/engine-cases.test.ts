import { join } from 'node:path';
import { casesIn, checkedCase, type EngineCase } from './engine-case';
import { asStored, played } from './played-case';

describe('the engine', () => {
  test.each(casesIn(join(__dirname, 'cases')))('%s', async (_name, engineCase) => {
    const { refused, status, failureReasons = [], rows = [], actions, objects = [] } = engineCase.expect;
    if (refused !== undefined) {
      await expect(played(engineCase)).rejects.toThrow(refused);
      return;
    }
    const job = await played(engineCase);
    expect(job).toMatchObject({ status, failureReasons, rows: [...rows].sort() });
    if (actions) expect(job.actions).toEqual([...actions].sort());
    for (const { bucket, key, versionId, ...expected } of objects) {
      expect({ key, ...await asStored(job.store, { bucket, key, versionId, ...expected }) }).toEqual({ key, ...expected });
    }
  });
});

const tagging: EngineCase = {
  title: 'tags', source: 'here', buckets: {}, request: { Operation: { S3DeleteObjectTagging: {} } }, expect: { status: 'Complete', rows: [] },
};

describe('a case', () => {
  test.each<[string, object]>([
    ['the case', { manifests: [] }],
    ['`unknowns`', { unknowns: { redrive: 2 } }],
    ['the bucket logs', { buckets: { logs: { versioned: true } } }],
    ['the configuration of logs', { buckets: { logs: { configuration: { lock: true } } } }],
    ['the object logs/a', { buckets: { logs: { objects: [{ key: 'a', tag: [] }] } } }],
    ['`expect`', { expect: { status: 'Complete', rows: [], row: [] } }],
    ['the expected object logs/a', { expect: { status: 'Complete', rows: [], objects: [{ bucket: 'logs', key: 'a', tag: [] }] } }],
  ])('can\'t say of %s what nobody would look at', (what, changes) => {
    expect(() => checkedCase({ ...tagging, ...changes })).toThrow(`${what} has an unknown member`);
  });

  test.each<[string, Partial<EngineCase>]>([
    ['no source', { source: '' }],
    ['no end', { expect: { status: 'Complete' } }],
    ['two ends', { expect: { status: 'Complete', rows: [], refused: 'no' } }],
  ])('can\'t have %s', (_what, changes) => {
    expect(() => checkedCase({ ...tagging, ...changes })).toThrow('must have');
  });

  test('can\'t ask CreateJob for what it doesn\'t know', async () => {
    const request = { Operation: { S3PutObjectTagging: { Tags: [] } } } as EngineCase['request'];
    await expect(played({ ...tagging, manifest: ['logs,a'], request })).rejects.toThrow('Tags');
  });
});
