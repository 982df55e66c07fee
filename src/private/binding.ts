import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { JobRequest, OperationRequest, ReportRequest, WaitSpec } from './contract';
import type { BucketPermission, Permission } from './permission';
import type { Warning } from './warnings';

/** What every part of a job tells the job that it is bound to. */
export interface Binding {
  /** What the job's role has to be allowed for this part. */
  readonly permissions: readonly Permission[];
  /** Why this part can't be deployed, a line each. With any of them the request must not be used. */
  readonly problems: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Objects that a job works on. */
export interface SelectedObjects {
  readonly bucket: s3refs.IBucketRef;
  /** Start of their keys; undefined: any key. */
  readonly keyPrefix?: string;
  /** Instant before which they were created; undefined: any. */
  readonly createdBefore?: Date;
  /** Whether the manifest may name versions of them. */
  readonly namesVersions: boolean;
}

/** Which objects a job works on, and how S3 is told. */
export interface ManifestBinding extends Binding {
  readonly request: Pick<JobRequest, 'Manifest' | 'ManifestGenerator'>;
  readonly selection: readonly SelectedObjects[];
  /** What the handler has to be allowed before it can create the job. */
  readonly handlerPermissions: readonly BucketPermission[];
}

/** What a job does to its objects. */
export interface OperationBinding extends Binding {
  readonly request: OperationRequest;
}

/** Where a job's report goes. */
export interface ReportBinding extends Binding {
  readonly request: ReportRequest;
  /** Undefined without a report. */
  readonly destination?: ReportDestination;
}

/** A report's bucket and the prefix of its keys, which S3 follows with `/`. */
export interface ReportDestination {
  readonly bucket: s3refs.IBucketRef;
  readonly prefix?: string;
}

/** How long a deployment waits. */
export interface WaitBinding {
  readonly spec: WaitSpec;
  readonly problems: readonly string[];
}
