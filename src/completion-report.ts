import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { BucketReport, type CompletionReportOptions } from './reports/bucket-report';
import { DisabledReport } from './reports/disabled-report';
import type { Report } from './reports/report';

/**
 * What a job reports about its tasks once it has ended. A job that ran no task writes no report.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html
 */
export class CompletionReport {
  /** A row for each task, written to a general purpose bucket. */
  public static allTasks(bucket: s3refs.IBucketRef, options?: CompletionReportOptions): Report {
    return new BucketReport('AllTasks', bucket, options);
  }

  /** A row for each task that failed, written to a general purpose bucket. */
  public static failedTasks(bucket: s3refs.IBucketRef, options?: CompletionReportOptions): Report {
    return new BucketReport('FailedTasksOnly', bucket, options);
  }

  /** No report: only the numbers of tasks remain, for the 90 days that S3 remembers a job. */
  public static disabled(): Report {
    return new DisabledReport();
  }

  private constructor() {}
}
