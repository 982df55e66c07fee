import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { EncryptionKey } from './bucket/encryption-keys';
import type { JobRequest, ObjectEncryptionRequest, OperationRequest, ReportRequest, WaitSpec } from './contract';
import type { Permission } from './role/permission';
import type { Warning } from './warnings';

/** Where and when a job is put together. */
export interface JobSite {
  /** The job. What its parts add to the stack goes under it; the stack says the account and the Region. */
  readonly scope: IConstruct;
  /** What dates are compared with to tell whether they were computed at synth. */
  readonly now: Date;
}

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
}

/** All objects that a job works on, as far as synth knows them. */
export interface Selection {
  readonly objects: readonly SelectedObjects[];
  /** Whether the manifest may name versions of them. */
  readonly namesVersions: boolean;
  /** Where the list of them comes from. */
  readonly source: 'generated' | 'csv' | 'inventory';
  /** What the filter of a generated manifest says of them. */
  readonly filter?: FilterFacts;
}

/** What is known of every object that a filter selects; undefined: nothing. */
export interface FilterFacts {
  readonly createdBefore?: Date;
  /** In bytes. */
  readonly sizeLessThan?: number;
  readonly storageClasses?: readonly string[];
  readonly eligibleForReplication?: boolean;
  readonly encryption?: {
    /** The API's name of it; undefined: not known. */
    readonly type?: keyof ObjectEncryptionRequest;
    /** Whether it is of KMS keys. */
    readonly usesKms: boolean;
    /** Undefined: any key. */
    readonly key?: EncryptionKey;
  };
}

/** Which objects a job works on, and how S3 is told. */
export interface ManifestBinding extends Binding {
  readonly request: Pick<JobRequest, 'Manifest' | 'ManifestGenerator'>;
  readonly selection: Selection;
  /** What the handler has to be allowed before it can create the job. */
  readonly handlerPermissions: readonly Permission[];
  /** Where the manifest is written by the job or its deployment; undefined: nowhere. */
  readonly output?: WrittenKeys;
}

/** What a job does to its objects. */
export interface OperationBinding extends Binding {
  readonly request: OperationRequest;
  /** Whether the job needs a report whose bucket's owner is checked. */
  readonly needsReport?: boolean;
  /** The bucket in whose Region the job has to run; undefined: in that of its objects. */
  readonly regionOf?: { readonly path: string; readonly bucket: s3refs.IBucketRef };
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

/** Keys that a job writes, by what they start with. */
export interface WrittenKeys {
  readonly bucket: s3refs.IBucketRef;
  readonly keyStart: string;
}

/** How long a deployment waits. */
export interface WaitBinding {
  readonly spec: WaitSpec;
  readonly problems: readonly string[];
}
