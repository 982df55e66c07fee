import { Duration } from 'aws-cdk-lib';
import { newBuckets, newJobRole, prefixOf, reportPrefixOf, TAGS, type Deployment } from './deployment';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../src';

export const withThisLibrary: Deployment = (stack, { jobs, shareRole }) => {
  const { objects, reports } = newBuckets(stack);
  const role = shareRole ? newJobRole(stack, 'Role') : undefined;
  for (let index = 0; index < jobs; index++) {
    new BatchJob(stack, `Job${index}`, {
      operation: BatchOperation.putObjectTagging({ tags: TAGS }),
      manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ keyPrefix: prefixOf(index) }) }),
      report: CompletionReport.failedTasks(reports, { prefix: reportPrefixOf(index) }),
      role,
      waitFor: WaitFor.completed({ timeout: Duration.minutes(30) }),
    });
  }
};
