import type { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios';
import { BatchOperation, CannedAccessControlList, GlacierJobTier, LegalHoldStatus, RetentionMode, type Operation } from '../../src';
import type { OperationName } from '../../src/private/contract';
import { newFunction } from '../fixture';

/** An operation as it is put on trial. */
export interface TriedOperation {
  readonly declare: (stack: Stack, scenario: ScenarioName) => Operation;
  /** What the objects must be like for it, in whichever scenario. */
  readonly objects?: Scenario;
  /** The scenarios that there aren't, and why. */
  readonly not: { readonly [name in ScenarioName]?: string };
}

/** Later than any clock here; a bypass shortens it. */
const LATER = new Date('2100-01-01T00:00:00Z');
const SOONER = new Date('2099-01-01T00:00:00Z');

const OF_COPIES = { locked: 'no copies', alias: 'no copies' };
const lockable: Scenario = { bucket: () => ({ objectLockEnabled: true, versioned: true }) };

/** Every operation, with all that its permissions depend on. */
export const OPERATIONS: { readonly [name in OperationName]: TriedOperation } = {
  LambdaInvoke: { declare: (stack) => BatchOperation.lambdaInvoke(newFunction(stack)), not: OF_COPIES },
  S3PutObjectCopy: { declare: copy, not: {} },
  S3PutObjectAcl: {
    declare: () => BatchOperation.putObjectAcl({ cannedAccessControlList: CannedAccessControlList.PRIVATE }),
    objects: SCENARIOS.ACL,
    not: OF_COPIES,
  },
  S3PutObjectTagging: { declare: () => BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }), not: OF_COPIES },
  S3DeleteObjectTagging: { declare: () => BatchOperation.deleteObjectTagging(), objects: SCENARIOS.tagged, not: OF_COPIES },
  S3InitiateRestoreObject: {
    declare: () => BatchOperation.initiateRestoreObject({ expirationInDays: 1, glacierJobTier: GlacierJobTier.BULK }),
    objects: SCENARIOS.archived,
    not: OF_COPIES,
  },
  S3PutObjectLegalHold: { declare: () => BatchOperation.putObjectLegalHold({ status: LegalHoldStatus.ON }), objects: lockable, not: OF_COPIES },
  S3PutObjectRetention: {
    declare: () => BatchOperation.putObjectRetention({ mode: RetentionMode.GOVERNANCE, retainUntilDate: SOONER, bypassGovernanceRetention: true }),
    objects: { ...lockable, object: { retention: { mode: 'GOVERNANCE', retainUntil: LATER } } },
    not: OF_COPIES,
  },
  S3ReplicateObject: {
    declare: () => BatchOperation.replicateObject(),
    objects: { bucket: replicated },
    not: { ...OF_COPIES, latest: 'a replicated bucket has versions', archived: 'S3 replicates nothing from archives' },
  },
  S3ComputeObjectChecksum: { declare: () => BatchOperation.computeObjectChecksum(), not: OF_COPIES },
  S3UpdateObjectEncryption: { declare: (stack) => BatchOperation.updateObjectEncryption(new kms.Key(stack, 'NewKey')), not: OF_COPIES },
};

function copy(stack: Stack, scenario: ScenarioName): Operation {
  const { bucket }: Scenario = SCENARIOS[scenario];
  const target = new s3.Bucket(stack, 'Target', { bucketName: 'target', ...bucket?.(stack, 'Target') });
  switch (scenario) {
    case 'ACL': return BatchOperation.putObjectCopy(target, { cannedAccessControlList: CannedAccessControlList.PUBLIC_READ });
    case 'tagged': return BatchOperation.putObjectCopy(target, { newObjectTagging: { tier: 'cold' } });
    case 'alias': return BatchOperation.putObjectCopy(target, { kmsKey: aliasByName(stack) });
    case 'locked': return BatchOperation.putObjectCopy(target, {
      objectLockLegalHoldStatus: LegalHoldStatus.ON, objectLockMode: RetentionMode.GOVERNANCE, objectLockRetainUntilDate: LATER,
    });
    default: return BatchOperation.putObjectCopy(target, { targetKeyPrefix: 'copies/' });
  }
}

/** An alias that is there, and that the app knows by its name alone. */
export function aliasByName(scope: Construct): kms.IKey {
  const known = scope.node.tryFindChild('Imported') as kms.IAlias | undefined;
  if (known) return known;
  const alias = new kms.Alias(scope, 'Alias', { aliasName: 'alias/named', targetKey: new kms.Key(scope, 'AliasKey') });
  const imported = kms.Alias.fromAliasName(scope, 'Imported', 'alias/named');
  imported.node.addDependency(alias);
  return imported;
}

function replicated(scope: Construct): Partial<s3.BucketProps> {
  return {
    versioned: true,
    replicationRules: [{
      destination: new s3.Bucket(scope, 'Replicas', { bucketName: 'replicas', versioned: true }),
      priority: 1,
      sseKmsEncryptedObjects: true,
      kmsKey: new kms.Key(scope, 'ReplicasKey'),
    }],
  };
}
