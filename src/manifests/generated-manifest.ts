import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { ManifestFilter } from '../manifest-filter';
import { Manifest } from './manifest';
import type { JobSite, ManifestBinding } from '../private/binding';
import { accountProblems, bucketProblems, show } from '../private/checks';

/** Options of `JobManifest.generate`. */
export interface GeneratedManifestOptions {
  /** Which objects of the bucket. */
  readonly filter: ManifestFilter;

  /**
   * Account id of the bucket's owner: the job fails if the bucket belongs to another account.
   *
   * @default - the owner isn't checked
   */
  readonly expectedBucketOwner?: string;
}

/** A manifest that S3 generates as the first thing in a job, from what a bucket holds at that time. */
export class GeneratedManifest extends Manifest {
  public readonly name = 'S3JobManifestGenerator';

  constructor(private readonly bucket: s3refs.IBucketRef, private readonly options: GeneratedManifestOptions) {
    super();
  }

  /** @internal */
  public _bind({ now }: JobSite): ManifestBinding {
    const { bucket } = this;
    const { filter, expectedBucketOwner } = this.options ?? {};
    const problems = [
      ...bucketProblems('manifest.bucket', bucket),
      ...accountProblems('manifest.expectedBucketOwner', expectedBucketOwner),
      ...(filter instanceof ManifestFilter ? [] : [`\`manifest.filter\` must be made by ManifestFilter, as in { filter: ManifestFilter.allObjects() }, got: ${show(filter)}`]),
    ];
    const bound = filter instanceof ManifestFilter ? filter._bind(now) : undefined;
    return {
      request: {
        ManifestGenerator: {
          S3JobManifestGenerator: {
            SourceBucket: bucket?.bucketRef?.bucketArn,
            EnableManifestOutput: false,
            ExpectedBucketOwner: expectedBucketOwner,
            Filter: bound?.request,
          },
        },
      },
      selection: { objects: [{ bucket, keyPrefix: bound?.keyPrefix }], namesVersions: true, source: 'generated', filter: bound?.facts ?? {} },
      permissions: [{ bucket, actions: ['s3:PutInventoryConfiguration'] }],
      handlerPermissions: [],
      problems: [...problems, ...bound?.problems ?? []],
      warnings: bound?.warnings ?? [],
    };
  }
}
