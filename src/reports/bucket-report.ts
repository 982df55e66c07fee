import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Report } from './report';
import type { ReportBinding } from '../private/binding';
import { jobFileBucketProblems } from '../private/bucket/directory-bucket';
import { accountProblems, textProblems, type KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { REPORT_PREFIX_LENGTH } from '../private/limits';
import { reportKeyStart } from '../private/report-keys';
import { structProblems } from '../private/struct-checks';
import { checksumsNotReported } from '../private/warnings';

/** Options of a completion report. */
export interface CompletionReportOptions {
  /**
   * Start of the report's keys, `<prefix>/job-<job id>/…`: 1 to 512 characters, sent as they are.
   *
   * @default - the keys start with `job-<job id>/`
   */
  readonly prefix?: string;

  /**
   * Account id of the bucket's owner: the job fails if the bucket belongs to another account.
   *
   * @default - the owner isn't checked; with `computeObjectChecksum`, which must check it, the account that the CDK knows
   * the bucket to be of: for a bucket imported by its name, the stack's
   */
  readonly expectedBucketOwner?: string;
}

const OPTIONS: KnownOptions<CompletionReportOptions> = { prefix: true, expectedBucketOwner: true };

/** A report in a bucket. S3 always encrypts it with SSE-S3, whatever the bucket's default. */
export class BucketReport extends Report {
  constructor(
    public readonly name: 'AllTasks' | 'FailedTasksOnly',
    private readonly bucket: s3refs.IBucketRef,
    private readonly options: CompletionReportOptions = {},
  ) {
    super();
  }

  /** @internal */
  public _bind(neededBy?: string): ReportBinding {
    const { bucket, options } = this;
    const { prefix } = options ?? {};
    const problems = [
      ...jobFileBucketProblems('report.bucket', bucket, 'S3 writes no report to a directory bucket'),
      ...structProblems('report', options, OPTIONS),
      ...textProblems('report.prefix', prefix, REPORT_PREFIX_LENGTH),
      ...accountProblems('report.expectedBucketOwner', options?.expectedBucketOwner),
    ];
    if (problems.length > 0) {
      return { request: { Enabled: true }, permissions: [], problems, warnings: [] };
    }
    return {
      request: {
        Enabled: true,
        Bucket: bucket.bucketRef.bucketArn,
        Format: 'Report_CSV_20180820',
        Prefix: prefix,
        ReportScope: this.name,
        ExpectedBucketOwner: options.expectedBucketOwner ?? (neededBy && bucket.env.account),
      },
      destination: { bucket, prefix },
      permissions: [{ bucket, actions: ['s3:PutObject'], keyPattern: keysStartingWith(reportKeyStart(prefix)) }],
      problems,
      warnings: neededBy !== undefined && this.name === 'FailedTasksOnly' ? [checksumsNotReported(neededBy)] : [],
    };
  }
}
