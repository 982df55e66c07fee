import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { ManifestFilter } from '../manifest-filter';
import { Manifest } from './manifest';
import type { ManifestOutput } from './manifest-output';
import type { JobSite, ManifestBinding } from '../private/binding';
import { isDirectoryBucket } from '../private/bucket/directory-bucket';
import { realKey } from '../private/bucket/encryption-keys';
import { accountProblems, bucketProblems, show, type KnownOptions } from '../private/checks';
import type { FilterBinding } from '../private/manifest/filter';
import { bindOutput, outputProblems } from '../private/manifest/manifest-output';
import { keyReachProblems, outputKeyProblems } from '../private/operation/key-places';
import { areKnownToDiffer } from '../private/places';
import { structProblems } from '../private/struct-checks';

/** Options of `JobManifest.generate`. */
export interface GeneratedManifestOptions {
  /** Which objects of the bucket. */
  readonly filter: ManifestFilter;

  /**
   * Where S3 keeps the manifest. The job's role is allowed to write and read it there.
   *
   * @default - it isn't kept
   */
  readonly output?: ManifestOutput;

  /**
   * Account id of the bucket's owner: the job fails if the bucket belongs to another account.
   *
   * @default - the owner isn't checked
   */
  readonly expectedBucketOwner?: string;
}

const OPTIONS: KnownOptions<GeneratedManifestOptions> = { filter: true, output: true, expectedBucketOwner: true };

/** A manifest that S3 generates as the first thing in a job, from what a bucket holds at that time. */
export class GeneratedManifest extends Manifest {
  public readonly name = 'S3JobManifestGenerator';

  constructor(private readonly bucket: s3refs.IBucketRef, private readonly options: GeneratedManifestOptions) {
    super();
  }

  /** @internal */
  public _bind({ scope, now }: JobSite): ManifestBinding {
    const filter = bindFilter(this.options?.filter, now);
    const problems = this.problems(filter, scope);
    return problems.length === 0 ? this.binding(filter, scope) : {
      request: {},
      selection: { objects: [], namesVersions: true, source: 'generated', filter: {} },
      permissions: [],
      handlerPermissions: [],
      problems,
      warnings: [],
    };
  }

  private problems(filter: FilterBinding, scope: IConstruct): string[] {
    const { output, expectedBucketOwner } = this.options ?? {};
    const problems = [
      ...(this.options === undefined ? [] : structProblems('manifest', this.options, OPTIONS)),
      ...sourceProblems(this.bucket),
      ...filter.problems,
      ...accountProblems('manifest.expectedBucketOwner', expectedBucketOwner),
      ...(output === undefined ? [] : outputProblems(output)),
    ];
    return problems.length > 0 ? problems : [
      ...(output !== undefined && isEligible(filter) ? outputRegionProblems(this.bucket, output) : []),
      ...keyProblems(filter, output, scope),
    ];
  }

  private binding(filter: FilterBinding, scope: IConstruct): ManifestBinding {
    const { bucket, options: { output, expectedBucketOwner } } = this;
    const kept = output && bindOutput(output, scope);
    return {
      request: {
        ManifestGenerator: {
          S3JobManifestGenerator: {
            SourceBucket: bucket.bucketRef.bucketArn,
            EnableManifestOutput: kept !== undefined,
            ManifestOutputLocation: kept?.request,
            ExpectedBucketOwner: expectedBucketOwner,
            Filter: filter.request,
          },
        },
      },
      selection: { objects: [{ bucket, keyPrefix: filter.keyPrefix }], namesVersions: true, source: 'generated', filter: filter.facts ?? {} },
      permissions: [
        // what is eligible, or isn't, is told by the bucket's replication rules, while the status of an object is its own
        {
          bucket,
          actions: ['s3:PutInventoryConfiguration', ...(filter.facts?.eligibleForReplication === undefined ? [] : ['s3:GetReplicationConfiguration'])],
        },
        ...kept?.permissions ?? [],
      ],
      handlerPermissions: [],
      problems: [],
      warnings: [...filter.warnings, ...kept?.warnings ?? []],
      output: output && { bucket: output.bucket, keyStart: output.prefix ?? '' },
    };
  }
}

function isEligible({ facts }: FilterBinding): boolean {
  return facts?.eligibleForReplication === true;
}

/** Keys that S3 can't use where they are, or that it can't be told. */
function keyProblems({ facts }: FilterBinding, output: ManifestOutput | undefined, scope: IConstruct): string[] {
  const filtered = facts?.encryption?.key;
  const key = output?.encryption?._key();
  return [
    ...(filtered === undefined || typeof filtered === 'string' ? [] : keyReachProblems('manifest.filter.objectEncryption.key', realKey(filtered)!, scope)),
    ...(key === undefined ? [] : outputKeyProblems('manifest.output.encryption.key', realKey(key) ?? key, output!.bucket, scope)),
  ];
}

function bindFilter(filter: unknown, now: Date): FilterBinding {
  return filter instanceof ManifestFilter ? filter._bind(now) : {
    problems: [`\`manifest.filter\` must be made by ManifestFilter, as in { filter: ManifestFilter.allObjects() }, got: ${show(filter)}`],
    warnings: [],
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html */
function sourceProblems(bucket: s3refs.IBucketRef): string[] {
  return isDirectoryBucket(bucket)
    ? ['`manifest.bucket` must be a general purpose bucket, since S3 lists no others; name a directory bucket\'s objects by JobManifest.fromCsv']
    : bucketProblems('manifest.bucket', bucket);
}

/**
 * Unless a list of what is eligible for replication is kept where its objects are.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
function outputRegionProblems(source: s3refs.IBucketRef, { bucket }: ManifestOutput): string[] {
  const [there, here] = [source.env.region, bucket.env.region];
  return areKnownToDiffer(there, here)
    ? [`\`manifest.output.bucket\` must be in the Region of the objects' bucket, ${there}, with \`eligibleForReplication\`, got: ${here}`]
    : [];
}
