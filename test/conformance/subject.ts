import type { BucketConfiguration } from '../../local/src/store/object-state';
import type { ObjectStore } from '../../local/src/store/object-store';

/** What the contract is held against. */
export interface Subject {
  readonly name: string;
  readonly store: ObjectStore;
  /** Two KMS keys, as its requests name them. */
  readonly keys: readonly [string, string];
  /** Makes an empty bucket, and says what it is called. */
  createBucket(configuration: BucketConfiguration): Promise<string>;
  close(): Promise<void>;
}
