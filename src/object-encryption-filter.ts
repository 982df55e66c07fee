import type * as kms from 'aws-cdk-lib/aws-kms';
import type { FilterFacts } from './private/binding';
import type { ObjectEncryptionRequest } from './private/contract';
import { encryptionFacts, encryptionProblems, encryptionRequest, type ObjectEncryption } from './private/manifest/object-encryption';

/** Options of `ObjectEncryptionFilter.sseKms`. */
export interface SseKmsFilterOptions {
  /**
   * The key that encrypts the object. S3 matches it by its full ARN: an alias made in the app stands for its key, one that
   * was imported by its name is refused.
   *
   * @default - any key
   */
  readonly key?: kms.IKey;

  /**
   * Whether an S3 Bucket Key is used for the object.
   *
   * @default - with or without one
   */
  readonly bucketKeyEnabled?: boolean;
}

/** Options of `ObjectEncryptionFilter.dsseKms`. */
export interface DsseKmsFilterOptions {
  /**
   * The key that encrypts the object. S3 matches it by its full ARN: an alias made in the app stands for its key, one that
   * was imported by its name is refused.
   *
   * @default - any key
   */
  readonly key?: kms.IKey;
}

/**
 * How an object is encrypted to stand in a generated manifest. S3 takes one such condition for a job.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ObjectEncryptionFilter.html
 */
export class ObjectEncryptionFilter {
  /** By keys of S3's own: SSE-S3. */
  public static sseS3(): ObjectEncryptionFilter {
    return new ObjectEncryptionFilter({ type: 'SSES3' });
  }

  /** By KMS keys: SSE-KMS. */
  public static sseKms(options?: SseKmsFilterOptions): ObjectEncryptionFilter {
    return new ObjectEncryptionFilter({ type: 'SSEKMS', options });
  }

  /** In two layers, by KMS keys: DSSE-KMS. */
  public static dsseKms(options?: DsseKmsFilterOptions): ObjectEncryptionFilter {
    return new ObjectEncryptionFilter({ type: 'DSSEKMS', options });
  }

  /** By keys that come with each request for the object: SSE-C. */
  public static sseC(): ObjectEncryptionFilter {
    return new ObjectEncryptionFilter({ type: 'SSEC' });
  }

  /** Not at all by S3: an object from before 2023, when S3 began to encrypt each new one. */
  public static none(): ObjectEncryptionFilter {
    return new ObjectEncryptionFilter({ type: 'NOTSSE' });
  }

  private constructor(private readonly encryption: ObjectEncryption) {}

  /**
   * Why S3 would refuse the condition.
   *
   * @internal
   */
  public _problems(path: string): string[] {
    return encryptionProblems(path, this.encryption);
  }

  /**
   * The condition as the API spells it.
   *
   * @internal
   */
  public _request(): ObjectEncryptionRequest {
    return encryptionRequest(this.encryption);
  }

  /**
   * What the condition says of the objects' keys.
   *
   * @internal
   */
  public _facts(): FilterFacts['encryption'] {
    return encryptionFacts(this.encryption);
  }
}
