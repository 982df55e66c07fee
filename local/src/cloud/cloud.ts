import type { CloudEvent } from './cloud-event';
import type { ApiCall } from '../api-log';
import type { JobDescriptor } from '../engine/job-descriptor';
import type { SeedFolderOptions } from '../seed/seed-folder';
import type { StackResult } from '../stacks/stacks';
import type { Choices } from '../unknowns';

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
}

/** Who is told what happens. */
export interface CloudListener {
  readonly onEvent?: (event: CloudEvent) => void;
}

/** One account in one Region, on this machine: objects, jobs and stacks. */
export interface Cloud {
  /** Where the APIs are: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Puts the files of a folder into a bucket, which is made if it isn't there. Returns how many there were. */
  seed(bucket: string, folder: string, options?: SeedFolderOptions): Promise<number>;
  /**
   * Creates or updates a stack of a cloud assembly.
   * @param stackName needn't be given when the assembly has one stack
   */
  deploy(assemblyDirectory: string, stackName?: string): Promise<StackResult>;
  /** Deletes a stack. */
  destroy(stackName: string): Promise<StackResult>;
  /** The keys of a bucket, in S3's order. */
  listKeys(bucket: string): Promise<string[]>;
  /** Puts an object into a bucket, which is made if it isn't there. */
  putObject(bucket: string, key: string, body: string | Uint8Array): Promise<void>;
  readObject(bucket: string, key: string): Promise<Buffer>;
  /** The tags of an object, by key. */
  objectTags(bucket: string, key: string): Promise<{ [key: string]: string }>;
  /** The jobs, oldest first. */
  jobs(): Promise<JobDescriptor[]>;
  /** Resolves when no job moves by itself: each is over, or waits for its confirmation. */
  idle(): Promise<void>;
  /** Every call that was answered, in order. */
  apiCalls(): Promise<readonly ApiCall[]>;
  /** Ends the functions that run, and stops answering. */
  close(): Promise<void>;
}
