import * as iam from 'aws-cdk-lib/aws-iam';
import type { IBatchJob } from './batch-job';

/** Lets others look at a job, or change it while it lives. */
export class BatchJobGrants {
  /** Grants on `job`. */
  public static fromJob(job: IBatchJob): BatchJobGrants {
    return new BatchJobGrants(job);
  }

  private constructor(private readonly job: IBatchJob) {}

  /**
   * To ask for the job's status, its numbers of tasks and its tags: `s3:DescribeJob`, `s3:GetJobTagging`.
   *
   * `s3:ListJobs` isn't among them: it can't be limited to a job.
   */
  public read(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['s3:DescribeJob', 's3:GetJobTagging']);
  }

  /**
   * To confirm or cancel the job and to change its priority, besides reading it: `s3:UpdateJobStatus`,
   * `s3:UpdateJobPriority`, `s3:DescribeJob`, `s3:GetJobTagging`.
   */
  public manage(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['s3:DescribeJob', 's3:GetJobTagging', 's3:UpdateJobStatus', 's3:UpdateJobPriority']);
  }

  private grant(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.job.jobArn] });
  }
}
