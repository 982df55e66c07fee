import { reportFolder, reportManifestKey } from './report-keys';
import { digest, ResultsFile } from './results-file';
import type { TaskOutcome, TaskStatus } from './row';
import type { ReportRequest } from '../model/job-request';
import type { ObjectStore } from '../store/object-store';
import { bucketNameOf } from '../store/resource-arn';

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

  constructor(private readonly jobId: string, private readonly request: ReportRequest) {}

  add(outcome: TaskOutcome): void {
    if (!this.request.Enabled) return;
    this.invoked = true;
    if (outcome.status === 'failed' || this.request.ReportScope === 'AllTasks') this.files[outcome.status].add(outcome);
  }

  /** Writes the report in the role's name; without a task that ran there is none. S3 User Guide, "Tracking job status". */
  async deliver(store: ObjectStore, now: Date): Promise<void> {
    if (!this.invoked) return;
    const results = [...await this.results('succeeded', store), ...await this.results('failed', store)];
    const manifest = JSON.stringify({
      Format: this.request.Format,
      ReportCreationDate: now.toISOString(),
      Results: results,
      ReportSchema: 'Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage',
    });
    const key = reportManifestKey(this.jobId, this.request.Prefix);
    await this.put(store, key, Buffer.from(manifest));
    // real ones have one byte more than the digest; which one isn't recorded
    await this.put(store, `${key}.md5`, Buffer.from(`${digest('md5', manifest)}\n`));
  }

  private async results(status: TaskStatus, store: ObjectStore): Promise<ListedResults[]> {
    if (this.files[status].isEmpty) return [];
    const { body, fileName, md5 } = await this.files[status].close();
    const key = `${reportFolder(this.jobId, this.request.Prefix)}results/${fileName}`;
    await this.put(store, key, body);
    return [{ TaskExecutionStatus: status, Bucket: this.bucket, MD5Checksum: md5, Key: key }];
  }

  private async put(store: ObjectStore, key: string, body: Buffer): Promise<void> {
    await store.putObject({ bucket: this.bucket, key, body, expectedBucketOwner: this.request.ExpectedBucketOwner });
  }

  private get bucket(): string {
    return bucketNameOf(this.request.Bucket!);
  }
}
