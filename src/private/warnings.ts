import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Something that may go wrong, and that somebody can do something about. */
export interface Warning {
  readonly id: string;
  readonly message: string;
}

/** A date that looks as if it were computed at synth. */
export function changingDate(path: string, instant: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.changingDate',
    message: `\`${path}\` is ${instant}, which looks computed when the app ran: another instant at the next synth starts another job; `
      + "write the date out, as in new Date('2025-01-01T00:00:00Z')",
  };
}

/** A date that is midnight on this machine. */
export function localMidnight(path: string, instant: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.localMidnight',
    message: `\`${path}\` is midnight in this machine's time zone, but ${instant} in UTC: a machine elsewhere synthesizes another job; `
      + "write the date out in UTC, as in new Date('2025-01-01T00:00:00Z')",
  };
}

/** A report that becomes one of the objects that the job, run again, works on. */
export function reportAmongObjects(reportKeys: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.reportAmongObjects',
    message: `the report is written to ${reportKeys} in the bucket that the job works on, where another run selects it as an object; `
      + 'give `report` another bucket, or a prefix that the manifest does not select',
  };
}

/** Tagging with no tags. */
export function removesAllTags(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.removesAllTags',
    message: `\`${path}\` has no tags, so the job removes all tags of each object; acknowledge this if it is what the job is for`,
  };
}

/** A prefix that a policy can't spell. */
export function widerThanPrefix(path: string, resource: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.widerThanPrefix',
    message: `\`${path}\` has characters beyond U+00FF, which IAM takes in no policy: the role is allowed ${resource}, which is wider; `
      + 'the job itself works on the prefix alone',
  };
}

/** A manifest that S3 can't read, if its bucket encrypted it. */
export function manifestEncrypted(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.manifestEncrypted',
    message: 'the bucket of the manifest encrypts with a KMS key what is uploaded without saying otherwise, and S3 reads no CSV manifest under a '
      + 'KMS key: upload the manifest with SSE-S3 (--sse AES256), or to a bucket that SSE-S3 is the default of',
  };
}

/** A function whose every change makes another job. */
export function currentVersion(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.currentVersion',
    message: '`operation.fn` is the current version of a function, which is another version after each change of the code or the configuration: '
      + 'a deployment of such a change runs the job again; give an alias or the function itself to change it without a run',
  };
}

/** A function that has to let the job's role in. */
export function functionOfAnotherAccount(path: string, account: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.functionOfAnotherAccount',
    message: `the function ${path} is of account ${account}: its own policy has to allow the job's role lambda:InvokeFunction, which `
      + 'this app leaves to that account; there, call addPermission on the function with the ARN of `role` as principal',
  };
}

/** Shows warnings at synth, unless somebody acknowledged them. */
export function addWarnings(construct: IConstruct, warnings: readonly Warning[]): void {
  warnings.forEach(({ id, message }) => Annotations.of(construct).addWarningV2(id, message));
}
