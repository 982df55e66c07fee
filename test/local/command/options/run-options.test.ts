import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunPlan } from '../../../../local/src/command/options/run-options';
import { readServePlan } from '../../../../local/src/command/options/serve-options';

test('deploys cdk.out where nothing else is said, and seeds nothing', () => {
  expect(readRunPlan([])).toEqual({
    assemblies: ['cdk.out'], buckets: { filled: [], empty: [] }, resolve: {}, confirm: false, thenDelete: false, show: [], logs: false, cloud: { clockFactor: 10 },
  });
});

test('every option reaches the plan', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3-batch-operations-test-'));
  const plan = readRunPlan([
    'before.out', 'after.out', '--stack', 'A', '--stack', 'B', '--job', 'A/Tag', '--confirm', '--then-delete', '--resolve', 'A/Key.Arn=arn:x=y',
    '--objects', `logs=${folder}`, '--objects', 'A/Files=listing.json', '--metadata', 'logs=logs.jsonl', '--exclude', '.git', '--versioned', 'logs',
    '--kms-key', 'A/Files=alias/files', '--show', 'logs/app/a.log', '--logs', '--bucket', 'reports', '--reports', 'out', '--json', 'digest.json', '--seed', '7', '--redeliver', '0.5', '--restore-seconds', '60',
    '--lambda-endpoint', 'http://127.0.0.1:3001', '--lambda-endpoint', 'A/Fn=http://localhost:9000', '--unknown', 'listLag=45', '--unknown', 'unsaidConfirmation=false',
    '--clock-factor', '20', '--account', '999999999999', '--region', 'eu-west-1',
  ]);
  rmSync(folder, { recursive: true });
  expect(plan).toEqual({
    assemblies: ['before.out', 'after.out'],
    stacks: ['A', 'B'],
    jobs: ['A/Tag'],
    confirm: true,
    thenDelete: true,
    resolve: { 'A/Key.Arn': 'arn:x=y' },
    buckets: {
      filled: [
        { bucket: 'logs', source: folder, options: { metadata: 'logs.jsonl', exclude: ['.git'], versioned: true } },
        { bucket: 'A/Files', source: 'listing.json', options: { kmsKey: 'alias/files' } },
      ],
      empty: [{ bucket: 'reports', versioned: false }],
    },
    show: ['logs/app/a.log'],
    logs: true,
    reports: 'out',
    json: 'digest.json',
    cloud: {
      clockFactor: 20,
      account: '999999999999',
      region: 'eu-west-1',
      shuffleSeed: 7,
      redeliver: 0.5,
      restoreSeconds: 60,
      lambdaEndpoints: { '*': 'http://127.0.0.1:3001', 'A/Fn': 'http://localhost:9000' },
      unknowns: { listLag: 45, unsaidConfirmation: false },
    },
  });
});

test.each([
  [['--metadata', 'logs=m.jsonl'], '--metadata must be for a bucket of --objects, got: logs'],
  [['--kms-key', 'logs=alias/k'], '--kms-key must be for a bucket of --objects, got: logs'],
  [['--versioned', 'logs'], '--versioned must be for a bucket of --objects or --bucket, got: logs'],
  [['--bucket', 'App/Data'], '--bucket must be a bucket\'s name, got the construct path App/Data'],
  [['--port', '-1'], '--port'],
  [['--exclude', '.git'], '--exclude must come with --objects'],
  [['--redeliver', '2'], '--redeliver must be a number from 0 to 1, got: 2'],
  [['--seed', '1.5'], '--seed must be an integer, 0 or greater, got: 1.5'],
  [['--clock-factor', '0'], '--clock-factor must be a number greater than 0, got: 0'],
  [['--unknown', 'weather=fine'], '--unknown must name one of passedToService,'],
  [['--unknown', 'listLag=46'], '--unknown listLag must be one of 0, 20, 45, 120; got: 46'],
])('refuses %j', (args, message) => {
  expect(() => readRunPlan(args)).toThrow(message);
});

test('what is served takes a port, roles and buckets by name', () => {
  expect(readServePlan(['--port', '0', '--role', 'arn:aws:iam::111122223333:role/a=p.json', '--bucket', 'reports', '--versioned', 'reports'])).toEqual({
    buckets: { filled: [], empty: [{ bucket: 'reports', versioned: true }] },
    roles: [{ arn: 'arn:aws:iam::111122223333:role/a', policyFile: 'p.json' }],
    cloud: { clockFactor: 1, port: 0 },
  });
});

test('whoever names no role gets one that may do everything', () => {
  expect(readServePlan(['--account', '999999999999'])).toMatchObject({ roles: [{ arn: 'arn:aws:iam::999999999999:role/everything' }] });
});

test.each([
  [['cdk.out'], '`run` deploys an app'],
  [['--role', 'jobs=p.json'], '--role must be the ARN of a role of the account 111122223333, such as arn:aws:iam::111122223333:role/jobs, got: jobs'],
  [['--role', 'arn:aws:iam::999999999999:role/a=p.json'], 'of a role of the account 111122223333'],
  [['--port', '70000'], '--port must be an integer from 0 to 65535, got: 70000'],
  [['--objects', 'Stack/Logs=./logs'], 'the construct path Stack/Logs'],
])('serve refuses %j', (args, message) => {
  expect(() => readServePlan(args)).toThrow(message);
});

test.each([[readRunPlan], [readServePlan]])('--help asks for nothing else', (read) => {
  expect(read(['--help'])).toBeUndefined();
});
