import {
  CreateBucketCommand, PutBucketEncryptionCommand, PutBucketReplicationCommand, PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand, S3Client,
} from '@aws-sdk/client-s3';
import type { Access } from './ceph/cluster';
import { s3ClientStore } from './s3-client-store';
import type { Subject } from './subject';
import type { BucketConfiguration } from '../../local/src/store/object-state';

/** A real S3 server. */
export function serverSubject(name: string, { endpoint, ...credentials }: Access, keys: Subject['keys']): Subject {
  const client = new S3Client({ region: 'us-east-1', endpoint, credentials, forcePathStyle: true, maxAttempts: 1 });
  const run = Date.now().toString(36);
  let buckets = 0;
  const createBucket: Subject['createBucket'] = async (configuration) => {
    const bucket = `conformance-${run}-${++buckets}`;
    await createLike(client, bucket, configuration);
    return bucket;
  };
  return { name, store: s3ClientStore(client), keys, createBucket, close: async () => client.destroy() };
}

async function createLike(client: S3Client, Bucket: string, configuration: BucketConfiguration): Promise<void> {
  const { versioned, objectLock, encryption, ownership, replication } = configuration;
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: objectLock && true, ObjectOwnership: ownership }));
  if (versioned) await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  if (objectLock?.defaultRetention) {
    const { mode: Mode, days: Days, years: Years } = objectLock.defaultRetention;
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const, Rule: { DefaultRetention: { Mode, Days, Years } } };
    await client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  }
  if (encryption?.type === 'SSE-KMS') {
    const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: encryption.keyArn };
    const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault }] };
    await client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  }
  if (replication) {
    const Rules = replication.rules.map(({ id, priority, prefix, destination }) => ({
      ID: id, Priority: priority, Status: 'Enabled' as const, Filter: { Prefix: prefix }, DeleteMarkerReplication: { Status: 'Disabled' as const },
      Destination: { Bucket: `arn:aws:s3:::${destination.bucket}` },
    }));
    await client.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: { Role: replication.roleArn, Rules } }));
  }
}
