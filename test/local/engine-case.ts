import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FailureReason } from '../../local/src/engine/job-failure';
import type { JobStatus } from '../../local/src/engine/job-status';
import type { CreateJobRequest } from '../../local/src/model/job-request';
import type { Statement } from '../../local/src/policy/document';
import type { Acl, BucketConfiguration } from '../../local/src/store/object-state';
import type { ObjectHead, Tag } from '../../local/src/store/object-store';
import type { SeededObject } from '../../local/src/store/seeded-object';
import { type Choices, UNKNOWNS } from '../../local/src/unknowns';

/** A job on given objects, and what S3 would make of it; written in JSON, one or a list of them in a file. */
export interface EngineCase {
  /** What the case shows, as the end of a sentence that begins with its folder's name. */
  readonly title: string;
  /** The page, the API or the project that says so. */
  readonly source: string;
  readonly buckets: { readonly [name: string]: BucketBefore };
  /** Roles beside the job's, by ARN. */
  readonly roles?: { readonly [arn: string]: readonly Statement[] };
  /** What the job's role may do. Default: everything. */
  readonly policies?: readonly Statement[];
  /** Rows of a CSV manifest: bucket, key and, if any row has it, version id. Default: the request has a generator. */
  readonly manifest?: readonly string[];
  /** What CreateJob is asked beside what every job is; at least `Operation`. */
  readonly request: Partial<CreateJobRequest>;
  readonly unknowns?: Partial<Choices>;
  readonly expect: Expectation;
}

/** A bucket, and its objects from the oldest on. Ids of versions are counted over all buckets: `version-1`. */
export interface BucketBefore {
  readonly configuration?: BucketConfiguration;
  readonly objects?: readonly ObjectBefore[];
}

/** An object that is there before the job. */
export interface ObjectBefore extends Omit<SeededObject, 'body'> {
  readonly key: string;
  /** Default: the key. */
  readonly body?: string;
  /** The key is deleted: what it had becomes noncurrent. */
  readonly isDeleteMarker?: true;
}

/** Either what CreateJob refuses, or how the job ends. */
export interface Expectation {
  /** Part of the message of CreateJob's error. */
  readonly refused?: string;
  readonly status?: JobStatus;
  /** Default: none. */
  readonly failureReasons?: readonly FailureReason[];
  /** The report's rows, in any order; none without a report. */
  readonly rows?: readonly string[];
  /** What the job's role was asked for, each once and in any order; not what the manifest and the report take. */
  readonly actions?: readonly string[];
  readonly objects?: readonly ObjectAfter[];
}

/** An object after the job: what is named here is compared, `null` is for what it must not have. */
export interface ObjectAfter extends Partial<ComparedHead> {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** There is no such object. */
  readonly isMissing?: true;
  readonly body?: string;
  readonly tags?: readonly Tag[];
  readonly acl?: Acl;
}

type ComparedHead = { readonly [Name in Exclude<keyof ObjectHead, 'versionId'>]: ObjectHead[Name] | null };

/** The members of a type; the compiler sees that none is left out. */
type Members<T> = { readonly [Name in keyof Required<T>]: true };

const CASE: Members<EngineCase> = {
  title: true, source: true, buckets: true, roles: true, policies: true, manifest: true, request: true, unknowns: true, expect: true,
};

const BUCKET: Members<BucketBefore> = { configuration: true, objects: true };

const CONFIGURATION: Members<BucketConfiguration> = {
  versioned: true, account: true, objectLock: true, encryption: true, ownership: true, replication: true, undescribed: true, autoDelete: true,
  owners: true,
};

const OBJECT_BEFORE: Members<ObjectBefore> = {
  key: true, body: true, isDeleteMarker: true, versionId: true, lastModified: true, etag: true, storageClass: true, metadata: true,
  websiteRedirect: true, tags: true, acl: true, retention: true, legalHold: true, archiveStatus: true, restoration: true, encryption: true,
  replicationStatus: true, checksum: true, partSizes: true,
};

const EXPECTATION: Members<Expectation> = { refused: true, status: true, failureReasons: true, rows: true, actions: true, objects: true };

const OBJECT_AFTER: Members<ObjectAfter> = {
  bucket: true, key: true, versionId: true, isMissing: true, body: true, tags: true, acl: true,
  etag: true, size: true, lastModified: true, storageClass: true, metadata: true, partsCount: true, checksum: true, retention: true, legalHold: true,
  websiteRedirect: true, encryption: true, replicationStatus: true, archiveStatus: true, restoration: true,
};

/** Where JSON's text is a moment in time. */
const DATES: readonly string[] = ['lastModified', 'retainUntil', 'expires'];

/** The cases in a folder's files, each with the name of its test. */
export function casesIn(directory: string): [string, EngineCase][] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).sort();
  return files.flatMap((file) => casesOf(join(directory, file)).map((engineCase): [string, EngineCase] =>
    [`${relative('.', file).replace(/\.json$/, '')}: ${engineCase.title}`, engineCase]));
}

function casesOf(file: string): EngineCase[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (Array.isArray(content) ? content : [content]).map((value) => checkedCase(value as EngineCase));
}

/** The case, if it says nothing that nobody would look at. */
export function checkedCase(engineCase: EngineCase): EngineCase {
  checkMembers('the case', engineCase, CASE);
  checkMembers('`unknowns`', engineCase.unknowns ?? {}, UNKNOWNS);
  for (const [name, bucket] of Object.entries(engineCase.buckets)) {
    checkMembers(`the bucket ${name}`, bucket, BUCKET);
    checkMembers(`the configuration of ${name}`, bucket.configuration ?? {}, CONFIGURATION);
    for (const object of bucket.objects ?? []) checkMembers(`the object ${name}/${object.key}`, object, OBJECT_BEFORE);
  }
  checkMembers('`expect`', engineCase.expect, EXPECTATION);
  for (const object of engineCase.expect.objects ?? []) checkMembers(`the expected object ${object.bucket}/${object.key}`, object, OBJECT_AFTER);
  checkEnd(engineCase);
  return engineCase;
}

function checkMembers(what: string, value: object, known: object): void {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) throw new Error(`${what} has an unknown member \`${unknown}\``);
}

/** Without them a case could pass that shows nothing. */
function checkEnd({ title, source, expect: { refused, status, rows } }: EngineCase): void {
  if (!title || !source) throw new Error('a case must have a `title` and a `source`');
  if ((refused === undefined) === (status === undefined || rows === undefined)) {
    throw new Error(`\`expect\` must have either \`refused\` or both \`status\` and \`rows\`: ${title}`);
  }
}

/** A part of a case with its dates as dates. */
export function withDates<T extends object>(part: T): T {
  return JSON.parse(JSON.stringify(part), (name, value: unknown) =>
    (DATES.includes(name) && typeof value === 'string' ? new Date(value) : value)) as T;
}
