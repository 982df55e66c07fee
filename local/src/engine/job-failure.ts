import { visible } from '../http/xml-characters';
import type { ManifestError } from '../manifest/manifest-error';
import type { S3Error } from '../store/s3-error';
import type { Choices } from '../unknowns';

/** Why a job failed as a whole, in the API's two members. */
export interface FailureReason {
  readonly FailureCode: string;
  readonly FailureReason: string;
}

/** Stops a job: what it failed of. */
export class JobFailure extends Error {
  readonly name = 'JobFailure';
  readonly reason: FailureReason;

  constructor(code: string, text: string) {
    super(text);
    // service model, `JobFailureReason`: 256 characters at most
    this.reason = { FailureCode: code, FailureReason: [...visible(text)].slice(0, 256).join('') };
  }
}

/** A generated manifest with nothing in it. Code and text are the service's. */
export function noKeysMatch(): JobFailure {
  return new JobFailure('InvalidManifestContent', 'Manifest generation found no keys matching the filter criteria');
}

/** The report's bucket didn't take it. The text is in the S3 User Guide, "Troubleshooting Batch Operations"; the code isn't published and ours. */
export function reportNotWritten(): JobFailure {
  return new JobFailure('ReportDeliveryFailed', 'The job report could not be written to your report bucket. Please check your permissions.');
}

/** Nobody confirmed the job in time. Code and text are ours. */
export function notConfirmed(): JobFailure {
  return new JobFailure('ConfirmationTimeout', 'The job was not confirmed within 30 days');
}

/** Nobody can act in the role's name. The text is ours. */
export function roleNotAssumable(roleArn: string, code: Choices['unassumableRoleCode']): JobFailure {
  return new JobFailure(code, `Access denied: the role ${roleArn} could not be assumed`);
}

/** The source bucket couldn't be listed. The text begins as the service's does; the code is the refused call's. */
export function manifestNotGenerated(error: S3Error): JobFailure {
  return new JobFailure(error.code, `Error occurred when preparing manifest: ${error.message}`);
}

/**
 * The list of a generated manifest couldn't be kept. The text begins as the service's does, in the S3 User Guide,
 * "Granting permissions for Batch Operations"; the rest, and the code, are the refused call's.
 */
export function manifestNotWritten({ code, message }: S3Error): JobFailure {
  return new JobFailure(code, `Error occurred when preparing manifest: Failed to write manifest (${message})`);
}

/**
 * The role couldn't read the job's manifest. "Reading the manifest is forbidden: AccessDenied" is the service's; the rest
 * of the text is the refused call's, and the code too, since the service's isn't published.
 */
export function manifestNotRead({ code, message }: S3Error): JobFailure {
  const what = code === 'AccessDenied' ? 'Reading the manifest is forbidden' : 'Reading the manifest failed';
  return new JobFailure(code, `${what}: ${code} (${message})`);
}

/** The manifest was read and is of no use. */
export function manifestUnusable({ code, message }: ManifestError): JobFailure {
  return new JobFailure(code, message);
}

/** More than half of a thousand or more tasks failed. S3 User Guide, "Job failure threshold"; code and text are ours. */
export function thresholdExceeded(failed: number, run: number): JobFailure {
  return new JobFailure('FailureThresholdExceeded', `${failed} of ${run} tasks failed, which is more than 50%`);
}

/** The engine itself couldn't go on; no failure that S3 has. */
export function engineFailed(error: unknown): JobFailure {
  return new JobFailure('LocalEngineError', error instanceof Error ? error.message : String(error));
}
