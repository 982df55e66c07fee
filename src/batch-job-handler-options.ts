import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';

/** Options of `BatchJobHandler.getOrCreate`. */
export interface BatchJobHandlerOptions {
  /**
   * The VPC that the function runs in. From its subnets the function must reach S3, S3 Control and CloudFormation, and the
   * Lambda API too: through a NAT gateway, as the public endpoints don't take a function's own address.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   *
   * @default - no VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Which subnets of `vpc`. Public ones are refused by the CDK: a function reaches nothing from there.
   *
   * @default - the private subnets that reach the internet
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Security groups in `vpc`, at least one. They must let HTTPS out.
   *
   * @default - a new one, which lets everything out and nothing in
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * How long the function's log is kept.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The KMS key that the function's log is encrypted with; no alias that was imported by its name.
   *
   * A key of the app is made to let CloudWatch Logs use it, for log groups of the stack's account and Region. The policy of
   * an imported key has to do so already, or the log group isn't created.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   *
   * @default - encrypted with a key of CloudWatch Logs'
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * What happens to the function's log when the stack is deleted: DESTROY deletes it; RETAIN, or
   * RETAIN_ON_UPDATE_OR_DELETE, keeps it.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly logRemovalPolicy?: RemovalPolicy;
}
