import { createHash } from 'node:crypto';
import { isLockedByDefault } from './locked-bucket';
import { reportFolder, reportManifestKey } from './report-keys';
import { ResultsFile } from './results-file';
import type { TaskOutcome, TaskStatus } from './row';
import type { ReportRequest } from '../model/job-request';
import type { JobContext } from '../operations/executor';
import type { PutObjectRequest } from '../store/object-store';
import { bucketNameOf } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';

/** One results file, as the report's manifest.json lists it. */
interface ListedResults {
  readonly TaskExecutionStatus: TaskStatus;
  readonly Bucket: string;
  readonly MD5Checksum: string;
  readonly Key: string;
}

/** Collects how the tasks ended and files it: results by status, a manifest that names them, and that manifest's MD5. */
export class CompletionReport {
  private readonly files: { readonly [status in TaskStatus]: ResultsFile } = { succeeded: new ResultsFile(), failed: new ResultsFile() };
  private invoked = false;

  constructor(private readonly request: ReportRequest) {}

  add(outcome: TaskOutcome): void {
    if (!this.request.Enabled) return;
    this.invoked = true;
    if (outcome.status === 'failed' || this.request.ReportScope === 'AllTasks') this.files[outcome.status].add(outcome);
  }

  /** Writes the report in the role's name; without a task that ran there is none. S3 User Guide, "Tracking job status". */
  async deliver(job: JobContext): Promise<void> {
    if (!this.invoked) return;
    if (await isLockedByDefault(this.bucket, job)) throw new S3Error(400, 'InvalidRequest', 'a bucket with a default retention takes no reports');
    const results = [...await this.results('succeeded', job), ...await this.results('failed', job)];
    const manifest = JSON.stringify({
      Format: this.request.Format,
      ReportCreationDate: job.now().toISOString(),
      Results: results,
      ReportSchema: 'Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage',
    });
    const key = reportManifestKey(this.request.Prefix, job);
    await this.put(key, Buffer.from(manifest), job);
    // real ones have one byte more than the digest; which one isn't recorded
    await this.put(`${key}.md5`, Buffer.from(`${createHash('md5').update(manifest).digest('hex')}\n`), job);
  }

  private async results(status: TaskStatus, job: JobContext): Promise<ListedResults[]> {
    if (this.files[status].isEmpty) return [];
    const { body, fileName, md5 } = this.files[status].close();
    const key = `${reportFolder(this.request.Prefix, job)}results/${fileName}`;
    await this.put(key, body, job);
    return [{ TaskExecutionStatus: status, Bucket: this.bucket, MD5Checksum: md5, Key: key }];
  }

  private async put(key: string, body: PutObjectRequest['body'], { store }: JobContext): Promise<void> {
    const expectedBucketOwner = this.request.ExpectedBucketOwner;
    // whatever the bucket's own default is. S3 User Guide, "Examples: S3 Batch Operations completion reports"
    await store.putObject({ bucket: this.bucket, key, body, expectedBucketOwner, encryption: { type: 'SSE-S3' } });
  }

  private get bucket(): string {
    return bucketNameOf(this.request.Bucket!);
  }
}
