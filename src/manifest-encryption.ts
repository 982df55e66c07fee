import type * as kms from 'aws-cdk-lib/aws-kms';
import { keyProblems } from './private/bucket/encryption-keys';

/**
 * How S3 encrypts a manifest that it generates.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GeneratedManifestEncryption.html
 */
export class ManifestEncryption {
  /** By keys of S3's own: SSE-S3. */
  public static sseS3(): ManifestEncryption {
    return new ManifestEncryption('SSES3');
  }

  /**
   * By a KMS key: SSE-KMS. The job's role is allowed to encrypt and decrypt with it.
   *
   * @param key the key, or an alias of it
   */
  public static sseKms(key: kms.IKey): ManifestEncryption {
    return new ManifestEncryption('SSEKMS', key);
  }

  private constructor(private readonly type: 'SSES3' | 'SSEKMS', private readonly kmsKey?: kms.IKey) {}

  /**
   * Why S3 would refuse the encryption.
   *
   * @internal
   */
  public _problems(path: string): string[] {
    return this.type === 'SSEKMS' ? keyProblems(`${path}.key`, this.kmsKey) : [];
  }

  /**
   * The key, if it is one of KMS.
   *
   * @internal
   */
  public _key(): kms.IKey | undefined {
    return this.kmsKey;
  }
}
