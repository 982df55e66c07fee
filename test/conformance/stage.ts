import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import type { Subject } from './subject';
import type { BucketConfiguration } from '../../local/src/store/object-state';
import type { ObjectRequest, ObjectStore, PutObjectRequest } from '../../local/src/store/object-store';
import { S3Error } from '../../local/src/store/s3-error';

/** What an object is put with; everything has a default. */
type NewObject = Partial<Omit<PutObjectRequest, 'body'>> & { readonly body?: string | Buffer; readonly in?: BucketConfiguration };

/** The buckets and objects of one cell. */
export class Stage {
  readonly store: ObjectStore;

  constructor(private readonly subject: Subject) {
    this.store = subject.store;
  }

  get keys(): readonly [string, string] {
    return this.subject.keys;
  }

  bucket(configuration: BucketConfiguration = {}): Promise<string> {
    return this.subject.createBucket(configuration);
  }

  /** An object, in a bucket of its own unless one is named. */
  async object({ in: configuration, bucket, key = 'a', body = 'hello', ...request }: NewObject = {}): Promise<ObjectRequest> {
    const object = { bucket: bucket ?? await this.bucket(configuration), key };
    await this.store.putObject({ ...object, body: Buffer.from(body), ...request });
    return object;
  }

  async text(object: ObjectRequest): Promise<string> {
    return (await buffer((await this.store.getObject(object)).body)).toString();
  }
}

/** Asserts that S3 refuses a call, with a code of the API reference. */
export async function refused(call: Promise<unknown>, code: string, status: number): Promise<void> {
  await assert.rejects(call, (error) => {
    if (!(error instanceof S3Error)) throw error;
    assert.deepEqual({ code: error.code, status: error.status }, { code, status });
    return true;
  });
}
