import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Finding, Maker } from './nag';

/** Something that AwsSolutions objects to in what this library makes, and that can't be otherwise. */
export interface AcceptedFinding {
  readonly maker: Maker;
  readonly rule: string;
  readonly type: string;
  /** What of the resource: word for word, or a regular expression between slashes, as cdk-nag takes both. Undefined: the rule looks at the whole. */
  readonly about?: string;
  /** As the README gives it. */
  readonly reason: string;
  /** Where what forces it is said. */
  readonly source: string;
  /** Whether this release of aws-cdk-lib has it. */
  readonly occurs?: boolean;
}

/** What the README tells a user to acknowledge, in its order: no more, no less. */
export const ACCEPTED: readonly AcceptedFinding[] = [
  {
    maker: 'handler',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: 'Resource::*',
    reason: 'Creating and listing jobs, and managing a function\'s network interfaces in a VPC, can be limited to no resource.',
    source: 'Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"; '
      + 'Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC"',
  },
  {
    maker: 'handler',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: '/^Resource::arn:.+:s3:.+:job/\\*$/',
    reason: 'S3 chooses the ids of jobs when it creates them.',
    source: 'Amazon S3 API Reference, "CreateJob"',
  },
  {
    maker: 'handler',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: '/^Resource::arn:.+:role/cdk-s3-batch-operations/.+/\\*$/',
    reason: 'Under this path are the roles of the stack\'s own jobs alone. Each job waits for the handler, which can\'t wait for the role of each.',
    source: 'CloudFormation user guide, "DependsOn attribute": circular dependencies',
  },
  {
    maker: 'handler',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: '/^Action::kms:(ReEncrypt|GenerateDataKey|Describe)\\*$/',
    reason: 'With logEncryptionKey: what CloudWatch Logs asks for on the key of a log group, and through CloudWatch Logs alone.',
    source: 'CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service"',
  },
  {
    maker: 'handler',
    rule: 'AwsSolutions-L1',
    type: 'AWS::Lambda::Function',
    reason: 'It runs on the Node.js that the CDK takes for the newest in the stack\'s Region.',
    source: 'AWS CDK API Reference, "determineLatestNodeRuntime"',
    occurs: knowsNewerNode(),
  },
  {
    maker: 'job',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: '/^Resource::.+/job-\\*$/',
    reason: 'A report lies under the id of its job, which S3 chooses.',
    source: 'S3 User Guide, "Tracking job status and completion reports"',
  },
  {
    maker: 'job',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: '/^Resource::[^*]+/[^*]*\\*$/',
    reason: 'Of the objects of a job, and of the data files of an inventory, their bucket and what their keys start with are all that is known before.',
    source: 'S3 User Guide, "Granting permissions for Batch Operations"',
  },
  {
    maker: 'job',
    rule: 'AwsSolutions-IAM5',
    type: 'AWS::IAM::Policy',
    about: 'Action::kms:ReEncrypt*',
    reason: 'To update the encryption of objects takes both kms:ReEncryptFrom and kms:ReEncryptTo.',
    source: 'S3 User Guide, "Update object encryption"',
  },
];

/** Something that AwsSolutions objects to in what an example makes by itself. */
export interface AcceptedOfExample {
  readonly rule: string;
  /** What the resource's path ends in, without the stack's name. */
  readonly path: RegExp;
  readonly reason: string;
}

/** What the examples leave to whoever takes them for a start. */
export const ACCEPTED_OF_EXAMPLES: readonly AcceptedOfExample[] = [
  {
    rule: 'AwsSolutions-S1',
    path: /^(Reports|Records|Source|Target|Documents|Logs|Vault)\/Resource$/,
    reason: 'Server access logs go to a bucket that an account has for all of its buckets; an example hasn\'t one.',
  },
  {
    rule: 'AwsSolutions-IAM4',
    path: /^(CountLines|HashFile)\/ServiceRole\/Resource$/,
    reason: 'A function of the CDK\'s logs by AWS\'s managed policy, unless it is given a role.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    path: /^(CountLines|HashFile)\/ServiceRole\/DefaultPolicy\/Resource$/,
    reason: 'The function reads whichever object the job hands to it; its actions are those of the CDK\'s grantRead.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    path: /^Source\/ReplicationRole\/DefaultPolicy\/Resource$/,
    reason: 'The CDK makes this role for a bucket\'s replicationRules: S3 replicates all objects of the bucket.',
  },
];

/** Whether a finding is the one that an entry accepts. */
export function isAccepted({ maker, rule, type, about }: AcceptedFinding, finding: Finding): boolean {
  const isAbout = about === undefined || about === finding.about || regexOf(about)?.test(finding.about) === true;
  return maker === finding.maker && rule === finding.rule && type === finding.type && isAbout;
}

/** What an entry is about, if that is a regular expression. */
export function regexOf(about: string): RegExp | undefined {
  const [, pattern] = /^\/(.*)\/$/.exec(about) ?? [];
  return pattern === undefined ? undefined : new RegExp(pattern);
}

function knowsNewerNode(): boolean {
  const versions = lambda.Runtime.ALL.map(({ name }) => Number(/^nodejs(\d+)\.x$/.exec(name)?.[1] ?? 0));
  return lambda.determineLatestNodeRuntime(new Stack()).name !== `nodejs${Math.max(...versions)}.x`;
}
