import { bindFilter, type FilterBinding } from './private/filter';

/** Conditions of `ManifestFilter.where`, all of which an object must meet. */
export interface ManifestFilterConditions {
  /**
   * What the object's key starts with: 1 to 1024 characters, read literally.
   *
   * @default - any key
   */
  readonly keyPrefix?: string;

  /**
   * The object was created after this instant.
   *
   * @default - no matter when
   */
  readonly createdAfter?: Date;

  /**
   * The object was created before this instant.
   *
   * @default - no matter when
   */
  readonly createdBefore?: Date;
}

/**
 * Which objects of a bucket stand in a manifest that S3 generates.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobManifestGeneratorFilter.html
 */
export class ManifestFilter {
  /** The objects that meet every one of the conditions. At least one must be given. */
  public static where(conditions: ManifestFilterConditions): ManifestFilter {
    return new ManifestFilter((now) => bindFilter(conditions, now));
  }

  /** Every object of the bucket. */
  public static allObjects(): ManifestFilter {
    return new ManifestFilter(() => ({ problems: [], warnings: [] }));
  }

  private constructor(private readonly bind: (now: Date) => FilterBinding) {}

  /**
   * The filter's part of a job.
   *
   * @internal
   */
  public _bind(now: Date): FilterBinding {
    return this.bind(now);
  }
}
