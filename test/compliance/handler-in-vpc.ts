import { Stack, type App } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { BatchJobHandler } from '../../src';
import { newJob } from '../fixture';

/** A stack of `app` whose handler has all that an enterprise asks of functions. */
export function addEncryptedHandlerInVpc(app: App): Stack {
  const stack = new Stack(app, 'Enterprise');
  BatchJobHandler.getOrCreate(stack, { vpc: new ec2.Vpc(stack, 'Vpc'), logEncryptionKey: new kms.Key(stack, 'Key') });
  newJob(stack);
  return stack;
}
