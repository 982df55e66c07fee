import type { CloudEvent } from './cloud-event';
import type { ApiCall, ApiCallCount } from '../api-log';
import type { FailedTask } from '../engine/failed-task';
import type { JobDescriptor } from '../engine/job-descriptor';
import type { JobDetails } from '../engine/job-details';
import type { RequestedStatus } from '../engine/status-update';
import type { ServerOptions } from '../http/server';
import type { PolicyDocument } from '../policy/document';
import type { SeedOptions } from '../seed/seed-options';
import type { DeploymentOptions } from '../stacks/assembly-deployment';
import type { AskedJob } from '../stacks/custom-resource/asked-jobs';
import type { KnownFunction } from '../stacks/function-directory';
import type { StackResult } from '../stacks/stacks';
import type { ObjectHead } from '../store/object-answers';
import type { BucketConfiguration } from '../store/object-state';
import type { Choices } from '../unknowns';

export type { FailedTask, JobDetails };

/** The account that a cloud is where nobody says. */
export const DEFAULT_ACCOUNT = '111122223333';

/** What a cloud is to be like. */
export interface CloudSettings {
  /** How many times as fast as real time runs, for the engine and the functions alike. Default: 1. */
  readonly clockFactor?: number;
  /** Twelve digits. Default: `111122223333`. */
  readonly account?: string;
  /** Default: `us-east-1`. */
  readonly region?: string;
  /**
   * Where `@aws-sdk/*` and `@smithy/*` are looked for that a function's code doesn't bring along, and that aren't found
   * above it; after it comes this package's own folder. Default: the current folder.
   */
  readonly projectFolder?: string;
  /** What is the case where the service's documentation leaves it open, see `UNKNOWNS`. Default: the default of each question. */
  readonly unknowns?: Partial<Choices>;
  /** How long it takes to restore an archived object, by the clock. Default: what S3 says of the archive and the tier, which is hours. */
  readonly restoreSeconds?: number;
  /**
   * Functions that run elsewhere on this machine, behind Lambda's Invoke API: a URL on loopback by a function's name, ARN,
   * logical id or construct path, or by `*` for all functions that can't be run here. The URL is the base of an API that is
   * asked by the function's logical id, as `sam local start-lambda` is (`http://127.0.0.1:3001`), or all of one function's
   * (`http://localhost:9000/2015-03-31/functions/function/invocations`), which is asked one at a time, as Lambda's runtime
   * interface emulator must be. What such a function is and does is beyond this cloud's reach: a warning says what brings
   * its calls here. Default: none.
   */
  readonly lambdaEndpoints?: { readonly [functionOrStar: string]: string };
  /** Where on 127.0.0.1 the APIs are; 0 is a free one. Default: a free one. */
  readonly port?: number;
  /**
   * Whole number from 0 to 4294967295 that decides in which order the tasks of each job begin: in one that only looks
   * random, the same for the same seed, though several tasks run at a time. S3 promises no order. Of a job's tasks some
   * thousands are drawn from at a time, so the last of a million aren't among the first. Default: the manifest's order.
   */
  readonly shuffleSeed?: number;
  /**
   * Share of the tasks, from 0 to 1, that are attempted again after they have succeeded, as if the answer had been lost: of
   * a job that invokes a function, in an invocation with ids of its own. The second outcome is the task's. Where the first
   * stands in its way, as a restoration that goes on already does, it is the failure that S3 would answer. Which tasks these
   * are is decided by `shuffleSeed`, or by 0, and their objects' names. Default: 0.
   */
  readonly redeliver?: number;
}

/** What deployments have made and asked for until now, also of what is gone again. */
export interface DeploymentRecord {
  /** With each role that they had. */
  readonly functions: readonly KnownFunction[];
  /** The events that the handler of this project's constructs was sent, in order. */
  readonly askedJobs: readonly AskedJob[];
}

/** An open question on whose answer something depended. */
export interface MetUnknown {
  /** As in `UNKNOWNS`. */
  readonly name: keyof Choices;
  readonly question: string;
  /** What was taken to be the case. */
  readonly choice: unknown;
}

/** Who is told what happens. */
export interface CloudListener {
  readonly onEvent?: (event: CloudEvent) => void;
}

/** What a cloud in this process can have beside its settings. */
export interface LocalCloudOptions extends CloudSettings, CloudListener {
  /** Loses requests or answers of the APIs, and kills the functions that call them, for tests of what calls them. */
  readonly fault?: ServerOptions['fault'];
}

/** What tells the APIs who calls. Signatures aren't verified, so any secret would do. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What an object is like, its bytes aside. */
export interface ObjectDescription extends ObjectHead {
  /** By key. */
  readonly tags: { readonly [key: string]: string };
}

/** One account in one Region, on this machine: objects, jobs and stacks. */
export interface Cloud {
  /** Where the APIs are: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /**
   * Fills a bucket, which is made if it isn't there. Returns how many versions of objects there were, delete markers among them.
   * @param source a folder, whose files become objects; or metadata only: the JSON that `aws s3api list-object-versions` or
   * `list-objects-v2` prints, or an inventory's manifest.json with its data files
   */
  seed(bucket: string, source: string, options?: SeedOptions): Promise<number>;
  /**
   * Creates or updates a stack of a cloud assembly.
   * @param stackName needn't be given when the assembly has one stack
   */
  deploy(assemblyDirectory: string, stackName?: string, options?: DeploymentOptions): Promise<StackResult>;
  /**
   * Creates or updates stacks of a cloud assembly and those that they depend on, in the order of their dependencies. One
   * that fails is the last.
   * @param stackNames names, ids or display names. Default: all
   */
  deployAll(assemblyDirectory: string, stackNames?: readonly string[], options?: DeploymentOptions): Promise<StackResult[]>;
  /** Deletes a stack. */
  destroy(stackName: string): Promise<StackResult>;
  /** Makes an empty bucket, as a stack would. */
  createBucket(bucket: string, configuration?: BucketConfiguration): Promise<void>;
  /** Makes a role, as a stack would, or replaces its policies. Returns what its calls are signed with. */
  putRole(roleArn: string, policies: readonly PolicyDocument[]): Promise<Credentials>;
  /** What the calls of a role are signed with, be it a stack's or not. */
  credentialsOf(roleArn: string): Promise<Credentials>;
  /**
   * The keys of a bucket, in S3's order.
   * @param prefix what they begin with. Default: anything
   */
  listKeys(bucket: string, prefix?: string): Promise<string[]>;
  /** Puts an object into a bucket, which is made if it isn't there. */
  putObject(bucket: string, key: string, body: string | Uint8Array): Promise<void>;
  readObject(bucket: string, key: string): Promise<Buffer>;
  /** Writes an object's bytes, however many, to a file of an existing folder. */
  saveObject(bucket: string, key: string, file: string): Promise<void>;
  /** What an object is like, its bytes aside; undefined when there is none of this key. */
  describeObject(bucket: string, key: string): Promise<ObjectDescription | undefined>;
  /** The tags of an object, by key. */
  objectTags(bucket: string, key: string): Promise<{ [key: string]: string }>;
  /** The jobs, oldest first. */
  jobs(): Promise<JobDescriptor[]>;
  /** What is known of a job beside what `jobs` says. */
  jobDetails(jobId: string): Promise<JobDetails>;
  /**
   * Confirms a suspended job or cancels one, as the API's UpdateJobStatus does; refused where that would be. Of a job that is
   * cancelled here, the functions that run elsewhere (`lambdaEndpoints`) aren't waited for: their tasks count as failed.
   */
  updateJobStatus(jobId: string, requested: RequestedStatus, reason?: string): Promise<JobDescriptor>;
  /** Resolves when no job moves by itself: each is over, or waits for its confirmation. */
  idle(): Promise<void>;
  /** The last calls that were answered, in order: all of them, as long as there are no more than 10,000. */
  apiCalls(): Promise<readonly ApiCall[]>;
  /** How many calls of each kind were answered; none is left out. */
  callCounts(): Promise<readonly ApiCallCount[]>;
  /** Who has called, by role, and what the jobs were made for. */
  deploymentRecord(): Promise<DeploymentRecord>;
  /** Where the service's documentation leaves something open, and something here depended on it so far. */
  metUnknowns(): Promise<readonly MetUnknown[]>;
  /** Ends the functions that run, and stops answering. */
  close(): Promise<void>;
}
