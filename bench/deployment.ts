import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface Size {
  readonly jobs: number;
  /** One role runs all jobs; else each has its own. */
  readonly shareRole: boolean;
}

/** Declares so many jobs in a stack: each tags what lies under a prefix of its own, and reports. */
export type Deployment = (stack: Stack, size: Size) => void;

export interface Buckets {
  readonly objects: s3.Bucket;
  readonly reports: s3.Bucket;
}

export function newBuckets(stack: Stack): Buckets {
  return { objects: new s3.Bucket(stack, 'Objects'), reports: new s3.Bucket(stack, 'Reports') };
}

export const prefixOf = (index: number) => `tenants/${index}/logs/`;
export const reportPrefixOf = (index: number) => `tenants/${index}`;
export const TAGS = { tier: 'cold' };

export function newJobRole(scope: Construct, id: string): iam.Role {
  return new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
}

/** By hand, what such a job has to be allowed. S3 User Guide, "Granting permissions for S3 Batch Operations". */
export function allowJob(role: iam.Role, { objects, reports }: Buckets, index: number): void {
  const tagging = ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'];
  role.addToPolicy(new iam.PolicyStatement({ actions: tagging, resources: [objects.arnForObjects(`${prefixOf(index)}*`)] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutInventoryConfiguration'], resources: [objects.bucketArn] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [reports.arnForObjects(`${reportPrefixOf(index)}/*`)] }));
}

/** By hand, CreateJob for such a job, less what only the deployment knows. */
export function createJobRequest(stack: Stack, role: iam.Role, { objects, reports }: Buckets, index: number) {
  return {
    AccountId: stack.account,
    Operation: { S3PutObjectTagging: { TagSet: Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value })) } },
    Report: {
      Enabled: true, Bucket: reports.bucketArn, Format: 'Report_CSV_20180820', Prefix: reportPrefixOf(index), ReportScope: 'FailedTasksOnly',
    },
    Priority: 10,
    RoleArn: role.roleArn,
    ConfirmationRequired: false,
    Description: `${stack.stackName}/Job${index}`,
    ManifestGenerator: {
      S3JobManifestGenerator: {
        SourceBucket: objects.bucketArn,
        EnableManifestOutput: false,
        Filter: { KeyNameConstraint: { MatchAnyPrefix: [prefixOf(index)] } },
      },
    },
  };
}
