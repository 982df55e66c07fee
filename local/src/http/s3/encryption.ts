import type { IncomingHttpHeaders } from 'node:http';
import { xmlIn } from './body';
import { notImplemented } from './options';
import { headerOf } from './request';
import { boolean, string, structure } from '../../model/shape';
import { MANAGED_KEY } from '../../store/key-directory';
import type { Encryption } from '../../store/object-state';
import { S3Error } from '../../store/s3-error';

const PREFIX = 'x-amz-server-side-encryption';

/** The headers that say how an object is to be encrypted; those of SSE-C aren't among them. */
export const ENCRYPTION_HEADERS = [PREFIX, `${PREFIX}-aws-kms-key-id`, `${PREFIX}-bucket-key-enabled`];

const KMS_TYPES = { 'aws:kms': 'SSE-KMS', 'aws:kms:dsse': 'DSSE-KMS' } as const;

const objectEncryption = structure({
  'SSEKMS*': structure({ 'KMSKeyArn*': string(20, 2048), 'BucketKeyEnabled': boolean }),
}, { SSEKMS: 'SSE-KMS' });

/** How a request wants its object encrypted; undefined where it leaves it to the bucket. */
export function encryptionIn(headers: IncomingHttpHeaders): Encryption | undefined {
  const name = headerOf(headers, PREFIX);
  const key = headerOf(headers, `${PREFIX}-aws-kms-key-id`);
  const bucketKey = headerOf(headers, `${PREFIX}-bucket-key-enabled`);
  if (name === 'aws:kms' || name === 'aws:kms:dsse') return { type: KMS_TYPES[name], keyArn: key ?? MANAGED_KEY, ...bucketKeyOf(bucketKey) };
  if (key !== undefined) throw invalidArgument('a KMS key is for the encryption aws:kms alone');
  if (name === undefined) return undefined;
  if (bucketKey !== undefined) throw notImplemented(`an S3 Bucket Key with the encryption ${name}`);
  if (name !== 'AES256') throw notImplemented(`the encryption ${name}`);
  return { type: 'SSE-S3' };
}

/** The headers that tell how an object is encrypted. */
export function encryptionHeaders(encryption: Encryption = { type: 'SSE-S3' }): Record<string, string> {
  switch (encryption.type) {
    case 'SSE-S3': return { [PREFIX]: 'AES256' };
    case 'NOT-SSE': return {};
    case 'SSE-C': return { [`${PREFIX}-customer-algorithm`]: 'AES256' };
    default: return {
      [PREFIX]: encryption.type === 'SSE-KMS' ? 'aws:kms' : 'aws:kms:dsse',
      [`${PREFIX}-aws-kms-key-id`]: encryption.keyArn,
      ...(encryption.bucketKeyEnabled && { [`${PREFIX}-bucket-key-enabled`]: 'true' }),
    };
  }
}

/** UpdateObjectEncryption's body. */
export function encryptionInBody(body: Buffer): Encryption {
  const { SSEKMS: { KMSKeyArn, BucketKeyEnabled } } =
    xmlIn<{ readonly SSEKMS: { readonly KMSKeyArn: string; readonly BucketKeyEnabled?: boolean } }>(body, 'ObjectEncryption', objectEncryption);
  return { type: 'SSE-KMS', keyArn: KMSKeyArn, ...(BucketKeyEnabled !== undefined && { bucketKeyEnabled: BucketKeyEnabled }) };
}

/** Whether a request that leaves the encryption to the bucket wants the bucket's KMS key used by way of an S3 Bucket Key. */
export function bucketKeyIn(headers: IncomingHttpHeaders): { bucketKeyEnabled?: boolean } {
  return headerOf(headers, PREFIX) === undefined ? bucketKeyOf(headerOf(headers, `${PREFIX}-bucket-key-enabled`)) : {};
}

function bucketKeyOf(header: string | undefined): { bucketKeyEnabled?: boolean } {
  if (header === undefined) return {};
  if (!/^(true|false)$/i.test(header)) throw invalidArgument(`${PREFIX}-bucket-key-enabled must be true or false, got: ${header}`);
  return { bucketKeyEnabled: header.toLowerCase() === 'true' };
}

function invalidArgument(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
