import { randomUUID } from 'node:crypto';
import type { ApiLog } from '../api-log';
import type { Clock } from '../clock';
import { type Authority, UNLIMITED } from './authority';
import { authorizedStore, type Caller, requirePermission } from './authorized-store';
import { Bucket, type KnownConfiguration } from './bucket';
import { checkBucketName } from './bucket-name';
import { KeyDirectory } from './key-directory';
import { MultipartUploads } from './multipart-uploads';
import { checkKey } from './object-key';
import type { BucketConfiguration } from './object-state';
import type { ObjectStore } from './object-store';
import { ownerStore } from './owner-store';
import { bucketArn } from './resource-arn';
import { noSuchBucket } from './s3-error';
import { type SeededObject, seededVersion } from './seeded-object';
import { StoredObjects } from './stored-objects';
import type { StoreSurroundings } from './surroundings';
import type { Principal } from '../policy/principals';

export type { SeededObject } from './seeded-object';

/** What a store needs to be one account's S3. */
export interface MemoryStoreOptions {
  readonly clock: Clock;
  /** The account that owns every bucket. */
  readonly account: string;
  /** Where the calls of principals are recorded. */
  readonly log: ApiLog;
  /** Default: `aws`. */
  readonly partition?: string;
  /** Where its keys are that are named without an ARN. Default: `us-east-1`. */
  readonly region?: string;
  /** How long every restoration takes, in milliseconds. Default: what S3 says of the archive and the tier. */
  readonly restoreDuration?: number;
  /** Default: random ones. */
  readonly newVersionId?: () => string;
}

/** Buckets and objects in memory, and the S3 calls on them, for each caller. */
export class MemoryStore {
  /** The KMS keys that objects can be encrypted with, by name. */
  readonly keys: KeyDirectory;
  /** What S3 does with its objects beyond its API. */
  readonly storedObjects: StoredObjects;
  private readonly buckets = new Map<string, Bucket>();
  private readonly surroundings: StoreSurroundings;
  private readonly owner: ObjectStore;

  constructor(private readonly options: MemoryStoreOptions) {
    const { account, clock, partition = 'aws', region = 'us-east-1', newVersionId = randomUUID, restoreDuration } = options;
    this.keys = new KeyDirectory({ partition, region, account });
    this.surroundings = {
      buckets: this.buckets,
      account,
      partition,
      keys: this.keys,
      uploads: new MultipartUploads(randomUUID),
      authority: UNLIMITED,
      now: () => clock.now(),
      newVersionId,
      restoreDuration,
    };
    this.owner = ownerStore(this.surroundings);
    this.storedObjects = new StoredObjects(this.surroundings);
  }

  /**
   * Makes an empty bucket; one of that name is an error, and so is a name that no bucket can have.
   * @param configuration what it is like. Default: as S3 makes one; but it counts as not known, as of a bucket that was only filled
   */
  createBucket(name: string, configuration?: BucketConfiguration): void {
    checkBucketName(name);
    if (this.buckets.has(name)) throw new Error(`there is a bucket \`${name}\` already`);
    this.buckets.set(name, new Bucket({ ...this.known(configuration ?? {}), ...(!configuration && { undescribed: true }) }));
  }

  /** Says what a bucket is like from now on. That it has versions can't change: its objects have their ids. */
  configureBucket(name: string, configuration: BucketConfiguration): void {
    const bucket = this.bucket(name);
    const described = this.known(configuration);
    const { versioned } = new Bucket(described);
    if (versioned !== bucket.versioned) {
      throw new Error(`the bucket \`${name}\` has ${bucket.versioned ? '' : 'no '}versions, which can't be changed here`);
    }
    if (described.account !== bucket.configuration.account) throw new Error(`the bucket \`${name}\` stays with its account ${bucket.configuration.account}`);
    bucket.configuration = described;
  }

  /** Takes an empty bucket away; one with objects in it is an error, as in S3. */
  deleteBucket(name: string): void {
    if (!this.bucket(name).isEmpty) throw new Error(`the bucket \`${name}\` isn't empty`);
    this.buckets.delete(name);
  }

  hasBucket(name: string): boolean {
    return this.buckets.has(name);
  }

  /** Whether the bucket is there, and may be emptied without its objects being named. */
  isAutoDeleted(name: string): boolean {
    return this.buckets.get(name)?.configuration.autoDelete === true;
  }

  /** Keys of the bucket's tags by which the CDK's deployments of files say what is theirs; none where there is no bucket. */
  ownersOf(name: string): readonly string[] {
    return this.buckets.get(name)?.configuration.owners ?? [];
  }

  /** Puts a version in its place without a call: with a date of its own, in any state, and with bytes that may be read later. */
  seedObject(bucketName: string, key: string, seeded: SeededObject): void {
    checkKey(key);
    const bucket = this.bucket(bucketName);
    bucket.put(key, seededVersion(this.surroundings, bucket, seeded));
  }

  /** Says that an object is deleted, in a bucket with versions: what it had becomes noncurrent. */
  seedDeleteMarker(bucketName: string, key: string, { versionId, lastModified }: Pick<SeededObject, 'versionId' | 'lastModified'> = {}): void {
    checkKey(key);
    const bucket = this.bucket(bucketName);
    if (!bucket.versioned) throw new Error(`the bucket \`${bucketName}\` has no versions, and so no delete markers`);
    bucket.put(key, { ...seededVersion(this.surroundings, bucket, { body: Buffer.alloc(0), versionId, lastModified }), isDeleteMarker: true });
  }

  /**
   * S3 as this principal may use it: every call is authorised and recorded.
   * @param jobId the job that calls in its name
   */
  as(principal: Principal, jobId?: string): ObjectStore {
    const authority: Authority = { require: (action, resource) => this.requirePermission(principal, action, resource, jobId) };
    return authorizedStore(ownerStore({ ...this.surroundings, authority }), this.caller(principal, jobId));
  }

  /** Authorises, and records, what S3 does with a bucket in a principal's name where no call of the API shows it. */
  requireOnBucket(principal: Principal, action: string, bucket: string): void {
    this.requirePermission(principal, action, bucketArn(this.surroundings.partition, bucket));
  }

  /** Authorises, and records, what S3 does in a principal's name beyond its own API. */
  requirePermission(principal: Principal, action: string, resource: string, jobId?: string): void {
    requirePermission(this.caller(principal, jobId), action, resource);
  }

  /** S3 without policies and records, for seeding and inspection. */
  asOwner(): ObjectStore {
    return this.owner;
  }

  private caller(principal: Principal, jobId?: string): Caller {
    const { partition, keys } = this.surroundings;
    return { principal, jobId, partition, keys, log: this.options.log };
  }

  private known(configuration: BucketConfiguration): KnownConfiguration {
    return { ...configuration, account: configuration.account ?? this.options.account };
  }

  private bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }
}
