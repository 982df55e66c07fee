import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { stringify } from 'csv-stringify/sync';
import { BatchJob, BatchOperation, JobManifest } from '../../lib';

/** Declares a job on objects that the app names, whose rows are checked, encoded and written to the assembly. */
export function declareJob(folder: string, keys: readonly string[]): void {
  const stack = new Stack(new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false }), 'Stack');
  new BatchJob(stack, 'Job', {
    operation: BatchOperation.putObjectTagging({ tags: { retention: 'short' } }),
    manifest: JobManifest.fromObjects(new Bucket(stack, 'Logs'), keys.map((key) => ({ key })), { stagingBucket: new Bucket(stack, 'Staging') }),
  });
}

/** Rows of the same keys, encoded already and never looked at, by a library. */
export function stringifyRows(folder: string, encodedKeys: readonly string[]): void {
  writeFileSync(join(folder, 'rows.csv'), stringify(encodedKeys.map((key) => ['logs', key])));
}
