import { MANAGED_KEY } from '../../store/key-directory';
import type { CannedAcl, ObjectMetadata } from '../../store/object-state';
import type { PutObjectRequest } from '../../store/object-store';
import { oneOf } from '../resources/one-of';

/** What every object of a deployment is uploaded with. */
export type UploadOptions = { readonly metadata: ObjectMetadata } & Pick<PutObjectRequest, 'storageClass' | 'encryption' | 'acl'>;

/** Options of the AWS CLI that are headers of the object. */
const HEADERS: readonly string[] = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires'];

/** AWS CLI command reference, `s3 sync`: `--acl`, those that objects can have. */
const ACLS: readonly CannedAcl[] = [
  'private', 'public-read', 'public-read-write', 'aws-exec-read', 'authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control',
];

interface NamedTexts {
  readonly [name: string]: string;
}

/**
 * What the metadata of a deployment comes to. An option that isn't played is refused.
 * @param user without `x-amz-meta-`
 * @param system options of the AWS CLI's `s3 sync`, without their dashes
 */
export function uploadOptionsIn(user: NamedTexts, system: NamedTexts): UploadOptions {
  const options = lowerCased(system);
  const { acl, sse, 'sse-kms-key-id': keyArn, 'storage-class': storageClass, ...headers } = options;
  const unknown = Object.keys(headers).filter((name) => !HEADERS.includes(name));
  if (unknown.length > 0) throw new Error(`\`SystemMetadata\` that isn't played here: ${unknown.join(', ')}`);
  const metadata = Object.entries(lowerCased(user)).map(([name, value]) => [`x-amz-meta-${name}`, value] as const);
  return {
    metadata: { ...headers, ...Object.fromEntries(metadata) },
    ...(storageClass !== undefined && { storageClass }),
    ...(acl !== undefined && { acl: { canned: oneOf('acl', ACLS, acl) } }),
    ...encryptionIn(sse, keyArn),
  };
}

function encryptionIn(sse: string | undefined, keyArn: string | undefined): Pick<UploadOptions, 'encryption'> {
  if (sse === 'aws:kms') return { encryption: { type: 'SSE-KMS', keyArn: keyArn ?? MANAGED_KEY } };
  if (keyArn !== undefined) throw new Error(`\`sse-kms-key-id\` must come with the \`sse\` aws:kms, got: ${sse}`);
  if (sse === undefined) return {};
  oneOf('sse', ['AES256', 'aws:kms'], sse);
  return { encryption: { type: 'SSE-S3' } };
}

function lowerCased(texts: NamedTexts): NamedTexts {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name.toLowerCase(), value]));
}
