import { EXCEPTIONS, exceptionFor } from './exceptions';
import { grantsIn, nameOf, policyOf, type Grant, type RoleName } from './grant';
import { creations } from './handler-trials';
import { judge } from './judge';
import { Ledger, problemsOf } from './ledger';
import { sharedServer } from './shared-server';
import { jobTrial, type PolicyChange, type Trial } from './trial';

const server = sharedServer();
const row = { operation: 'S3PutObjectTagging', manifest: 'CSV' } as const;
const jobTrials = () => (['latest', 'versioned'] as const).map((scenario) => jobTrial({ ...row, scenario }, server));
const trialsOf: { readonly [role in RoleName]: () => Trial[] } = { job: jobTrials, handler: () => creations('CSV', server).slice(0, 1) };

const adding = (...more: Grant[]): PolicyChange => (grants) => [...grants, ...more];
const dropping = (action: string): PolicyChange => (grants) => grants.filter((grant) => grant.action !== action);

test.each<[string, Grant]>([
  ['another action on the objects', { role: 'job', action: 's3:DeleteObject', resource: 'arn:aws:s3:::objects/in/*' }],
  ['the same action on more objects', { role: 'job', action: 's3:PutObjectTagging', resource: 'arn:aws:s3:::objects/other/*' }],
  ['another call of the handler', { role: 'handler', action: 's3:DeleteJobTagging', resource: 'arn:aws:s3:us-east-1:111122223333:job/*' }],
  ['another role for the handler to pass', { role: 'handler', action: 'iam:PassRole', resource: 'arn:aws:iam::111122223333:role/admin' }],
])('a grant too many, %s, is a problem', async (_what, more) => {
  const isWithheld = (grant: Grant) => nameOf(grant) === nameOf(more);
  const judgement = await judge(trialsOf[more.role](), more.role, { derive: adding(more), isWithheld });

  expect(problemsOf(row, judgement)).toEqual([`nothing needs ${nameOf(more)}`]);
});

test('a grant that IAM has no use for is a problem, though what it is meant for is granted otherwise', async () => {
  const useless: Grant = { role: 'handler', action: 's3:CreateJob', resource: 'arn:aws:s3:us-east-1:111122223333:job/*' };
  const judgement = await judge(trialsOf.handler(), 'handler', { derive: adding(useless), isWithheld: (grant) => nameOf(grant) === nameOf(useless) });

  expect(problemsOf(row, judgement)).toContain(`IAM knows no ${nameOf(useless)}`);
});

test.each<[RoleName, string]>([
  ['job', 's3:PutObjectTagging'],
  ['handler', 's3:CreateJob'],
])('a grant too few of the %s\'s role, %s, is a problem that names the scenario', async (role, action) => {
  const judgement = await judge(trialsOf[role]().slice(0, 1), role, { derive: dropping(action) });

  expect(problemsOf(row, judgement)).toEqual([expect.stringMatching(/^fails with all that is derived: latest: /)]);
});

test('a failure of the engine itself shows no need', async () => {
  const grant: Grant = { role: 'job', action: 's3:GetObject', resource: '*' };
  const trial: Trial = {
    name: 'latest',
    run: async (change) => ({ grants: [grant], uses: () => true, ...(change && { failure: 'LocalEngineError: broken' }) }),
  };

  await expect(judge([trial], 'job')).rejects.toThrow('failed of the engine itself');
});

test('a repetition that fails with everything that is derived is a failure, and no need', async () => {
  const trial: Trial = { name: 'latest', run: async () => ({ grants: [], uses: () => true }), repeat: async () => ({ failure: 'other versions', grants: [], uses: () => true }) };

  expect(await judge([trial], 'job')).toEqual({ failures: ['latest: other versions'], needed: [], spare: [] });
});

test('a policy is taken apart into single actions on single resources, and put together again', () => {
  const grants = grantsIn('job', [{ Statement: { Effect: 'Allow', Action: ['kms:ReEncrypt*', 'kms:Decrypt'], Resource: ['a', 'b'] } }]);

  expect(grants.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
    'kms:ReEncryptFrom a', 'kms:ReEncryptFrom b', 'kms:ReEncryptTo a', 'kms:ReEncryptTo b', 'kms:Decrypt a', 'kms:Decrypt b',
  ]);
  expect(grantsIn('job', [policyOf(grants)])).toEqual(grants);
  expect(() => grantsIn('job', [{ Statement: { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' } }])).toThrow('must allow');
});

describe('the exceptions', () => {
  test('are no more than these', () => {
    expect(EXCEPTIONS).toHaveLength(11);
  });

  test('have a reason and a source each', () => {
    for (const { why, source } of EXCEPTIONS) expect([why, source]).toEqual([expect.stringMatching(/.{20}/), expect.stringMatching(/^(S3 User Guide|Lambda developer guide|API reference), /)]);
  });

  test('of which one isn\'t needed any more are told of', async () => {
    const inventory = { operation: 'S3InitiateRestoreObject', manifest: 'inventory' } as const;
    const ledger = new Ledger('job');
    ledger.add(inventory, ['latest'], { failures: [], needed: [], spare: [] });

    expect(ledger.staleExceptions().map(({ action }) => action)).toEqual(['s3:GetObjectVersion', 'kms:GenerateDataKey']);
  });

  test('explain no other role\'s, operation\'s or manifest\'s grants', () => {
    const grant: Grant = { role: 'job', action: 's3:PutObjectTagging', resource: 'arn:aws:s3:::objects/in/*' };

    expect(exceptionFor(grant, { operation: 'S3PutObjectTagging', manifest: 'CSV of versions' })).toBeDefined();
    expect(exceptionFor(grant, { operation: 'S3PutObjectTagging', manifest: 'CSV' })).toBeUndefined();
    expect(exceptionFor(grant, { operation: 'S3PutObjectAcl', manifest: 'CSV of versions' })).toBeUndefined();
    expect(exceptionFor({ ...grant, role: 'handler' }, { operation: 'S3PutObjectTagging', manifest: 'CSV of versions' })).toBeUndefined();
    expect(exceptionFor({ ...grant, resource: 'arn:aws:s3:::objects/*' }, { operation: 'S3PutObjectTagging', manifest: 'CSV of versions' })).toBeUndefined();
  });
});
