import * as iam from 'aws-cdk-lib/aws-iam';
import type { BatchJob, IBatchJob } from './batch-job';
import { show } from './private/checks';
import { refuse } from './private/problems';

/**
 * Lets others look at a job, or change it while it lives.
 *
 * Not the function that the job invokes: the job waits for the function, which would wait for the job's ARN. Grant it the
 * actions on all jobs of the account instead, on `arn:aws:s3:<Region>:<account>:job/*`.
 */
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
    refuse(this.job, granteeProblems(this.job, grantee));
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.job.jobArn] });
  }
}

function granteeProblems(job: IBatchJob & Partial<BatchJob>, grantee: Partial<iam.IGrantable> | null | undefined): string[] {
  const principal = grantee?.grantPrincipal;
  if (principal === undefined) {
    return [`\`grantee\` must be somebody who can be granted something, such as a role or a function, got: ${show(grantee)}`];
  }
  if (principal === job.role?.grantPrincipal) {
    return ['the role that the job runs as can\'t be granted anything on the job, which waits for all that its role may do; use another role'];
  }
  return job._invokesAs?.(principal)
    ? ['the function that the job invokes can\'t be granted anything on the job, which waits for all that the function may do; '
      + 'grant it the actions on all jobs, on `arn:aws:s3:<Region>:<account>:job/*`']
    : [];
}
