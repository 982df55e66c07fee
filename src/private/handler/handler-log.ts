import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { BatchJobHandlerOptions } from '../../batch-job-handler-options';
import { realKey } from '../bucket/encryption-keys';

/** What CloudWatch Logs asks for on a key. CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service". */
const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];

/** The log group of a handler whose options have no problems. */
export function createHandlerLog(scope: Construct, { logRetention, logEncryptionKey, logRemovalPolicy }: BatchJobHandlerOptions): logs.LogGroup {
  const encryptionKey = logEncryptionKey && realKey(logEncryptionKey);
  encryptionKey?.addToResourcePolicy(letLogsUse(Stack.of(scope)));
  return new logs.LogGroup(scope, 'LogGroup', {
    retention: logRetention ?? logs.RetentionDays.ONE_MONTH,
    encryptionKey,
    removalPolicy: logRemovalPolicy ?? RemovalPolicy.DESTROY,
  });
}

/** What a role that writes to an encrypted log is allowed: to have the key used on its behalf. */
export function useKeyThroughLogs(stack: Stack, logEncryptionKey: kms.IKey): iam.PolicyStatement[] {
  const key = realKey(logEncryptionKey);
  return key === undefined ? [] : [new iam.PolicyStatement({
    actions: KEY_ACTIONS,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': logsOf(stack) } },
  })];
}

/** Not for the one log group by its name: the key would wait for it, and it for the key. */
function letLogsUse(stack: Stack): iam.PolicyStatement {
  const logGroups = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(logsOf(stack))],
    actions: KEY_ACTIONS,
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
  });
}

/** CloudWatch Logs of a Region, as the policies of keys name it. */
function logsOf({ region, urlSuffix }: Stack): string {
  return `logs.${region}.${urlSuffix}`;
}
