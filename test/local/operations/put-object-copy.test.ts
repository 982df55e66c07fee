import type { Statement } from '../../../local/src/policy/document';
import type { EngineCase } from '../engine-case';
import { FakeClock } from '../fake-clock';
import { played } from '../played-case';
import { csvRequest, reportRows, surroundings } from '../surroundings';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/k';
const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

/** A copy that needs all that a copy can need. */
function copy(manifest: readonly string[], policies: readonly Statement[]): EngineCase {
  return {
    title: 'copies', source: 'here', policies, manifest,
    buckets: {
      logs: {
        configuration: { versioned: true },
        objects: [{ key: 'a', encryption: { type: 'SSE-KMS', keyArn: KEY }, tags: [{ Key: 'k', Value: 'v' }] }],
      },
      copies: { configuration: { encryption: { type: 'SSE-KMS', keyArn: KEY }, objectLock: {} } },
    },
    request: {
      Operation: {
        S3PutObjectCopy: {
          TargetResource: 'arn:aws:s3:::copies', ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: '2027-01-01T00:00:00Z', ObjectLockLegalHoldStatus: 'ON',
        },
      },
    },
    expect: { status: 'Complete', rows: [] },
  };
}

const SOURCE = ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging'];
const SOURCE_VERSION = ['s3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'];
const COMMON = [
  's3:ListBucket', 's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:PutObjectRetention', 's3:PutObjectLegalHold', 'kms:Decrypt', 'kms:GenerateDataKey',
];
const TARGET_VERSION = ['s3:PutObjectVersionAcl', 's3:PutObjectVersionTagging'];

// S3 User Guide, "Granting permissions for Batch Operations"
test.each<[string, string, string[]]>([
  ['an object', 'logs,a', [...SOURCE, ...COMMON]],
  ['a version', 'logs,a,version-1', [...SOURCE_VERSION, ...COMMON, ...TARGET_VERSION]],
])('a copy of %s needs each of its permissions, and no other', async (_what, row, actions) => {
  const allowed = await played(copy([row], [EVERYTHING]));
  expect(allowed.rows).toEqual([expect.stringContaining(',succeeded,200,')]);
  expect(allowed.actions).toEqual([...actions].sort());
  for (const Action of actions) {
    const { rows } = await played(copy([row], [EVERYTHING, { Effect: 'Deny', Action, NotResource: 'arn:aws:s3:::reports/*' }]));
    expect([Action, rows]).toEqual([Action, [expect.stringMatching(new RegExp(`,failed,403,AccessDenied,.*${Action} `))]]);
  }
});

async function copied(size: number) {
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), [EVERYTHING]);
  store.createBucket('copies', {});
  const open = () => { throw new Error('the bytes are being read'); };
  store.seedObject('logs', 'large', { body: { size, open } });
  const id = engine.createJob(await csvRequest(store, 'logs,large\n', { Operation: { S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::copies' } } }));
  await engine.idle();
  return { rows: () => reportRows(store, id), failureReasons: engine.describeJob(id).FailureReasons };
}

// S3 User Guide, "Copy objects": up to 5 GB
test('copies an object of 5 GB, and refuses one of a byte more', async () => {
  expect((await copied(5 * 1024 ** 3)).failureReasons).toMatchObject([{ FailureReason: 'the bytes are being read' }]);
  const { rows } = await copied(5 * 1024 ** 3 + 1);
  expect(await rows()).toEqual([
    'logs,large,,failed,400,InvalidRequest,The specified copy source is larger than the maximum allowable size for a copy source: 5368709120',
  ]);
});
