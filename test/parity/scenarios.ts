import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { PutObjectRequest } from '../../local/src/store/object-store';

/** What the objects of a job, and the files around it, are like. */
export interface Scenario {
  /** The objects' bucket, and the target's of copies. */
  readonly bucket?: (scope: Construct, id: string) => Partial<s3.BucketProps>;
  /** The buckets of manifests. Default: plain ones. */
  readonly files?: (scope: Construct, id: string) => Partial<s3.BucketProps>;
  readonly object?: Partial<PutObjectRequest>;
}

const underKey = (scope: Construct, id: string) => ({ encryption: s3.BucketEncryption.KMS, encryptionKey: new kms.Key(scope, `${id}Key`) });

/** The scenarios by their names. */
export const SCENARIOS = {
  /** Nobody names a version: there is none, or the latest is meant. */
  latest: {},
  /** The objects have versions, and so have the manifests. */
  versioned: { bucket: () => ({ versioned: true }), files: () => ({ versioned: true }) },
  tagged: { object: { tagSet: [{ Key: 'team', Value: 'blue' }] } },
  ACL: { bucket: () => ({ objectOwnership: s3.ObjectOwnership.OBJECT_WRITER }), object: { acl: { canned: 'public-read' } } },
  archived: { object: { storageClass: 'GLACIER' } },
  KMS: { bucket: underKey, files: underKey },
  /** Copies are locked as they are written. */
  locked: { bucket: () => ({ objectLockEnabled: true, versioned: true }) },
  /** A key is known by its alias alone. */
  alias: {},
} as const satisfies { readonly [name: string]: Scenario };

export type ScenarioName = keyof typeof SCENARIOS;
