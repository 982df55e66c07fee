import { S3Client } from '@aws-sdk/client-s3';
import { ACCOUNT, memoryStore } from './memory-subject';
import { s3ClientStore } from './s3-client-store';
import type { Subject } from './subject';
import { s3Facade } from '../../local/src/http/s3/facade';
import { startServer } from '../../local/src/http/server';
import { Principals } from '../../local/src/policy/principals';

/** The store in memory behind its own HTTP facade, as the AWS SDK's client sees it. */
export async function facadeSubject(): Promise<Subject> {
  const { store, log, keys, createBucket } = memoryStore();
  const principals = new Principals();
  const { accessKeyId } = principals.put(`arn:aws:iam::${ACCOUNT}:role/client`, [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }]);
  const server = await startServer({ facades: [s3Facade(store, principals, log)] });
  const client = new S3Client({ region: 'us-east-1', endpoint: server.url, credentials: { accessKeyId, secretAccessKey: 'dummy' }, maxAttempts: 1 });
  const close = async () => {
    client.destroy();
    await server.close();
  };
  return { name: 'memory over HTTP', store: s3ClientStore(client), keys, createBucket, close };
}
