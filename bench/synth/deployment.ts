import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Who runs the jobs of a stack, and on what. */
export type Sharing =
  /** each job has a role of its own, and works under a prefix of its own */
  | 'a role each'
  /** one role runs all jobs, which work under the same prefix */
  | 'one role'
  /** one role runs all jobs, each of which works under a prefix of its own, so that the role's policy grows with their number */
  | 'one role, a prefix each';

export interface Size {
  readonly jobs: number;
  readonly sharing: Sharing;
}

/** Declares so many jobs in a stack: each tags what lies under a prefix, and reports. */
export type Deployment = (stack: Stack, size: Size) => void;

/** What one job works on. */
export interface JobSite {
  readonly objects: s3.Bucket;
  readonly reports: s3.Bucket;
  readonly prefix: string;
  readonly reportPrefix: string;
}

/** What each job of a new stack works on: buckets that they share. */
export function newSites(stack: Stack, { jobs, sharing }: Size): JobSite[] {
  const buckets = { objects: new s3.Bucket(stack, 'Objects'), reports: new s3.Bucket(stack, 'Reports') };
  return Array.from({ length: jobs }, (_, index) => (sharing === 'one role'
    ? { ...buckets, prefix: 'tenants/logs/', reportPrefix: 'tenants' }
    : { ...buckets, prefix: `tenants/${index}/logs/`, reportPrefix: `tenants/${index}` }));
}

export const TAGS = { tier: 'cold' };

/** The role that all jobs share; undefined: each has its own. */
export function newSharedRole(stack: Stack, { sharing }: Size): iam.Role | undefined {
  return sharing === 'a role each' ? undefined : newJobRole(stack, 'Role');
}

export function newJobRole(scope: Construct, id: string): iam.Role {
  return new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
}

/** By hand, what such a job has to be allowed. S3 User Guide, "Granting permissions for S3 Batch Operations". */
export function allowJob(role: iam.Role, { objects, reports, prefix, reportPrefix }: JobSite): void {
  const tagging = ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'];
  role.addToPolicy(new iam.PolicyStatement({ actions: tagging, resources: [objects.arnForObjects(`${prefix}*`)] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutInventoryConfiguration'], resources: [objects.bucketArn] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [reports.arnForObjects(`${reportPrefix}/*`)] }));
}

/** By hand, CreateJob for such a job, less what only the deployment knows. */
export function createJobRequest(stack: Stack, role: iam.Role, index: number, { objects, reports, prefix, reportPrefix }: JobSite) {
  return {
    AccountId: stack.account,
    Operation: { S3PutObjectTagging: { TagSet: Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value })) } },
    Report: { Enabled: true, Bucket: reports.bucketArn, Format: 'Report_CSV_20180820', Prefix: reportPrefix, ReportScope: 'FailedTasksOnly' },
    Priority: 10,
    RoleArn: role.roleArn,
    ConfirmationRequired: false,
    Description: `${stack.stackName}/Job${index}`,
    ManifestGenerator: {
      S3JobManifestGenerator: {
        SourceBucket: objects.bucketArn,
        EnableManifestOutput: false,
        Filter: { KeyNameConstraint: { MatchAnyPrefix: [prefix] } },
      },
    },
  };
}
