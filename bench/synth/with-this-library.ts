import { Duration } from 'aws-cdk-lib';
import { newSharedRole, newSites, TAGS, type Deployment } from './deployment';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../../lib';

export const withThisLibrary: Deployment = (stack, size) => {
  const role = newSharedRole(stack, size);
  newSites(stack, size).forEach(({ objects, reports, prefix, reportPrefix }, index) => {
    new BatchJob(stack, `Job${index}`, {
      operation: BatchOperation.putObjectTagging({ tags: TAGS }),
      manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ keyPrefix: prefix }) }),
      report: CompletionReport.failedTasks(reports, { prefix: reportPrefix }),
      role,
      waitFor: WaitFor.completed({ timeout: Duration.minutes(30) }),
    });
  });
};
