import { randomUUID } from 'node:crypto';
import type { ApiLog } from '../api-log';
import type { Clock } from '../clock';
import { authorizedStore, type Caller, requirePermission } from './authorized-store';
import { Bucket, NULL_VERSION } from './bucket';
import { type LazyBody, ObjectBody } from './object-body';
import type { ObjectStore, Tag } from './object-store';
import { OwnerStore } from './owner-store';
import { bucketArn } from './resource-arn';
import { noSuchBucket } from './s3-error';
import type { Principal } from '../policy/principals';

/** What a store needs to be one account's S3. */
export interface MemoryStoreOptions {
  readonly clock: Clock;
  /** The account that owns every bucket. */
  readonly account: string;
  /** Where the calls of principals are recorded. */
  readonly log: ApiLog;
  /** Default: `aws`. */
  readonly partition?: string;
  /** Default: random ones. */
  readonly newVersionId?: () => string;
}

/** An object that is there before any call is made. */
export interface SeededObject {
  readonly body: Buffer | LazyBody;
  /** Default: now. */
  readonly lastModified?: Date;
  /** Default: `STANDARD`. */
  readonly storageClass?: string;
  /** Default: none. */
  readonly tags?: readonly Tag[];
}

/** Buckets and objects in memory, and the S3 calls on them, for each caller. */
export class MemoryStore {
  private readonly buckets = new Map<string, Bucket>();
  private readonly newVersionId: () => string;
  private readonly owner: ObjectStore;

  constructor(private readonly options: MemoryStoreOptions) {
    this.newVersionId = options.newVersionId ?? randomUUID;
    this.owner = new OwnerStore({
      buckets: this.buckets,
      account: options.account,
      now: () => options.clock.now(),
      newVersionId: this.newVersionId,
    });
  }

  /** Makes an empty bucket; one of that name is an error. */
  createBucket(name: string, { versioned = false } = {}): void {
    if (this.buckets.has(name)) throw new Error(`there is a bucket \`${name}\` already`);
    this.buckets.set(name, new Bucket(versioned));
  }

  /** Takes an empty bucket away; one with objects in it is an error, as in S3. */
  deleteBucket(name: string): void {
    if (!this.bucket(name).isEmpty) throw new Error(`the bucket \`${name}\` isn't empty`);
    this.buckets.delete(name);
  }

  hasBucket(name: string): boolean {
    return this.buckets.has(name);
  }

  /** Puts an object in its place without a call: with a date of its own, and bytes that may be read later. */
  seedObject(bucketName: string, key: string, { body, lastModified, storageClass, tags }: SeededObject): void {
    const bucket = this.bucket(bucketName);
    bucket.put(key, {
      versionId: bucket.versioned ? this.newVersionId() : NULL_VERSION,
      body: new ObjectBody(body),
      lastModified: lastModified ?? this.options.clock.now(),
      storageClass: storageClass ?? 'STANDARD',
      tags: tags ?? [],
    });
  }

  /** S3 as this principal may use it: every call is authorised and recorded. */
  as(principal: Principal): ObjectStore {
    return authorizedStore(this.owner, this.caller(principal));
  }

  /** Authorises, and records, what S3 does with a bucket in a principal's name where no call of the API shows it. */
  requireOnBucket(principal: Principal, action: string, bucket: string): void {
    this.requirePermission(principal, action, bucketArn(this.caller(principal).partition, bucket));
  }

  /** Authorises, and records, what S3 does in a principal's name beyond its own API. */
  requirePermission(principal: Principal, action: string, resource: string): void {
    requirePermission(this.caller(principal), action, resource);
  }

  /** S3 without policies and records, for seeding and inspection. */
  asOwner(): ObjectStore {
    return this.owner;
  }

  private caller(principal: Principal): Caller {
    const { partition = 'aws', log } = this.options;
    return { principal, partition, log };
  }

  private bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw noSuchBucket();
    return bucket;
  }
}
