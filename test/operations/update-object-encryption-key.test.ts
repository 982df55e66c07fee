import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { BatchOperation } from '../../src';
import type { OperationBinding } from '../../src/private/binding';
import { statementOf } from '../../src/private/role/grants';
import { bucketNamed, jobRequest, newJob, newStack } from '../fixture';

const NEW = 'arn:aws:kms:eu-west-1:111122223333:key/new';

const ours = () => newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
const keyAt = (stack: Stack, arn = NEW) => kms.Key.fromKeyArn(stack, 'Key', arn);

function bind(key: kms.IKey, stack = ours()): OperationBinding {
  const objects = [{ bucket: bucketNamed(stack, 'objects') }];
  return BatchOperation.updateObjectEncryption(key)._bind({ objects, namesVersions: false, source: 'csv' }, { scope: stack, now: new Date(0) });
}

test('a key of the app is sent by its ARN', () => {
  const stack = newStack();
  const key = new kms.Key(stack, 'Key');
  newJob(stack, { operation: BatchOperation.updateObjectEncryption(key) });

  expect(jobRequest(stack).Operation.S3UpdateObjectEncryption).toEqual({
    ObjectEncryption: { SSEKMS: { KMSKeyArn: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] } } },
  });
});

test('the key may be known at deployment', () => {
  const stack = newStack();
  const arn = new CfnParameter(stack, 'KeyArn').valueAsString;

  expect(bind(kms.Key.fromKeyArn(stack, 'Key', arn), stack).problems).toEqual([]);
});

test.each<[string, (stack: Stack, key: kms.IKey) => kms.IKey]>([
  ['of the app', (stack, targetKey) => new kms.Alias(stack, 'Alias', { aliasName: 'alias/new', targetKey })],
  ['imported with it', (stack, aliasTargetKey) => kms.Alias.fromAliasAttributes(stack, 'Alias', { aliasName: 'alias/new', aliasTargetKey })],
])('an alias %s stands for its key', (_, alias) => {
  const stack = ours();
  const key = alias(stack, keyAt(stack));

  expect(bind(key, stack)).toMatchObject({
    problems: [],
    request: { S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: NEW } } } },
  });
  expect(bind(key, stack).permissions.map((permission) => statementOf(permission).resources)).toContainEqual([NEW]);
});

test('refuses an alias that hides its key', () => {
  expect(bind(kms.Alias.fromAliasName(newStack(), 'Alias', 'alias/new')).problems).toEqual([
    '`operation.kmsKey` must be a key whose ARN is known, and an alias that was imported by its name hides it; use Key.fromKeyArn, got: "alias/new"',
  ]);
});

test('refuses a key of another Region than the job\'s', () => {
  const elsewhere = new Stack(new App(), 'Elsewhere', { env: { account: '111122223333', region: 'us-east-1' } });
  const problem = '`operation.kmsKey` must be a key of the Region of the objects and the job, which is eu-west-1, got: a key in us-east-1';

  expect(bind(keyAt(newStack(), NEW.replace('eu-west-1', 'us-east-1'))).problems).toEqual([problem]);
  expect(bind(new kms.Alias(ours(), 'Alias', { aliasName: 'alias/new', targetKey: new kms.Key(elsewhere, 'Key') })).problems).toEqual([problem]);
});

test.each<[string, unknown, string]>([
  ['an ARN', NEW, '`operation.kmsKey` must be a KMS key; use Key.fromKeyArn for one that exists already, got: '],
  ['nothing', null, '`operation.kmsKey` must be a KMS key; use Key.fromKeyArn for one that exists already, got: null'],
  ['what looks like a key', { keyArn: NEW }, '`operation.kmsKey` must be a KMS key; use Key.fromKeyArn for one that exists already, got: an object'],
])('refuses %s for a key from JavaScript', (_, key, problem) => {
  expect(bind(key as never).problems).toEqual([expect.stringContaining(problem)]);
});
