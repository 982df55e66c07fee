import type {
  AccessControlPolicy, Destination, GetObjectAclCommandOutput, HeadObjectCommandOutput, ObjectCannedACL, PutObjectCommandInput,
  ReplicationRule as SdkReplicationRule,
} from '@aws-sdk/client-s3';
import { CHECKSUM_ALGORITHMS } from '../../local/src/store/checksum';
import type { Acl, ChecksumAlgorithm, Encryption, Grant, Grantee, ReplicationRule, Restoration, StoredChecksum } from '../../local/src/store/object-state';
import type { AclRequest, BucketRequest, ObjectHead, ObjectMetadata, ObjectRequest, PutObjectRequest } from '../../local/src/store/object-store';
import { bucketNameOf } from '../../local/src/store/resource-arn';

/** The port's word for a header, and the SDK's. */
const HEADERS = {
  'content-type': 'ContentType', 'content-disposition': 'ContentDisposition', 'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage', 'cache-control': 'CacheControl',
} as const;

const META = 'x-amz-meta-';

/** What a call on a bucket names, in the SDK's words. */
export function bucketInput({ bucket, expectedBucketOwner }: BucketRequest) {
  return { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner };
}

/** What a call on an object names. */
export function objectInput({ bucket, key, versionId, expectedBucketOwner }: ObjectRequest) {
  return { Bucket: bucket, Key: key, VersionId: versionId, ExpectedBucketOwner: expectedBucketOwner };
}

/** What is said of a new object, in the SDK's words. */
export function newObjectInput(request: Omit<PutObjectRequest, 'body' | 'checksum'>): Omit<PutObjectCommandInput, 'Body'> {
  const { metadata, tagSet, storageClass, encryption, acl, retention, legalHold, ...object } = request;
  return {
    ...objectInput(object),
    ...metadataInput(metadata),
    Tagging: tagSet && tagSet.map(({ Key, Value }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`).join('&'),
    StorageClass: storageClass as PutObjectCommandInput['StorageClass'],
    ...encryptionInput(encryption),
    ...(acl && aclHeadersOf(acl)),
    ObjectLockMode: retention?.mode,
    ObjectLockRetainUntilDate: retention?.retainUntil,
    ObjectLockLegalHoldStatus: legalHold,
  };
}

/** A checksum to keep, in the SDK's words. */
export function checksumInput({ algorithm, expected }: NonNullable<PutObjectRequest['checksum']>) {
  return expected === undefined ? { ChecksumAlgorithm: algorithm } : { [checksumMember(algorithm)]: expected };
}

/** The SDK's member for the checksum of an algorithm. */
export function checksumMember(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

/** The checksum in an answer of the SDK. */
export function checksumOf(output: object): StoredChecksum | undefined {
  const members = output as { readonly [member: string]: unknown };
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => members[checksumMember(known)] !== undefined);
  return algorithm && { algorithm, type: (members.ChecksumType ?? 'FULL_OBJECT') as StoredChecksum['type'], value: String(members[checksumMember(algorithm)]) };
}

/** An answer's ETag without its quotes. */
export function etagOf({ ETag = '' }: { readonly ETag?: string }): string {
  return ETag.replace(/^"(.*)"$/, '$1');
}

/** What HeadObject and GetObject tell of an object. */
export function headOf(output: HeadObjectCommandOutput, size: number): ObjectHead {
  const { LastModified, StorageClass = 'STANDARD', VersionId, ObjectLockMode: mode, ObjectLockRetainUntilDate: retainUntil } = output;
  const etag = etagOf(output);
  const [, partsCount] = etag.split('-');
  return withoutUndefined({
    etag,
    size,
    lastModified: LastModified!,
    storageClass: StorageClass,
    metadata: metadataOf(output),
    versionId: VersionId,
    partsCount: partsCount === undefined ? undefined : Number(partsCount),
    checksum: checksumOf(output),
    retention: mode && retainUntil && { mode, retainUntil },
    legalHold: output.ObjectLockLegalHoldStatus,
    websiteRedirect: output.WebsiteRedirectLocation,
    encryption: encryptionOf(output),
    restoration: restorationOf(output.Restore),
    archiveStatus: output.ArchiveStatus,
    replicationStatus: output.ReplicationStatus as ObjectHead['replicationStatus'],
  });
}

/** The ACL that PutObjectAcl is sent with. */
export function aclInput(request: AclRequest) {
  return 'acl' in request ? { AccessControlPolicy: policyOf(request.acl) } : aclHeadersOf(request);
}

/** GetObjectAcl's answer. */
export function aclOf({ Owner, Grants = [] }: GetObjectAclCommandOutput): Acl {
  return {
    owner: Owner!.ID!,
    grants: Grants.map(({ Grantee: grantee, Permission }) => ({ grantee: granteeOf(grantee!), permission: Permission! })),
  };
}

/** A rule in GetBucketReplication's answer, as far as the port tells of it. */
export function replicationRuleOf({ ID, Status, Priority = 0, Filter, Prefix, Destination: destination }: SdkReplicationRule): ReplicationRule {
  return withoutUndefined({
    id: ID,
    enabled: Status === 'Enabled',
    priority: Priority,
    prefix: Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix,
    destination: destinationOf(destination!),
  });
}

function destinationOf({ Bucket, Account, StorageClass }: Destination): ReplicationRule['destination'] {
  return withoutUndefined({ bucket: bucketNameOf(Bucket!), account: Account, storageClass: StorageClass });
}

type EncryptionInput = Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>;

/** How an object is to be encrypted, in the SDK's words. */
export function encryptionInput(encryption: Encryption | undefined): EncryptionInput {
  if (!encryption) return {};
  if (encryption.type === 'SSE-S3') return { ServerSideEncryption: 'AES256' };
  if (!('keyArn' in encryption)) throw new Error(`no request asks for ${encryption.type} here`);
  const { type, keyArn, bucketKeyEnabled } = encryption;
  return { ServerSideEncryption: type === 'SSE-KMS' ? 'aws:kms' : 'aws:kms:dsse', SSEKMSKeyId: keyArn, BucketKeyEnabled: bucketKeyEnabled };
}

/** Headers that the SDK has no member for can't be sent. */
export function metadataInput(metadata: ObjectMetadata = {}) {
  const unknown = Object.keys(metadata).find((name) => !name.startsWith(META) && !Object.hasOwn(HEADERS, name));
  if (unknown !== undefined) throw new Error(`the header ${unknown} isn't sent here`);
  const own = Object.entries(metadata).filter(([name]) => name.startsWith(META)).map(([name, value]) => [name.slice(META.length), value]);
  const standard = Object.entries(HEADERS).flatMap(([name, member]) => name in metadata ? [[member, metadata[name]]] : []);
  return { ...Object.fromEntries(standard) as { [member: string]: string }, Metadata: Object.fromEntries(own) as { [name: string]: string } };
}

function metadataOf(output: HeadObjectCommandOutput): ObjectMetadata {
  const standard = Object.entries(HEADERS).flatMap(([name, member]) => output[member] === undefined ? [] : [[name, output[member]]]);
  const own = Object.entries(output.Metadata ?? {}).map(([name, value]) => [META + name, value]);
  return Object.fromEntries([...standard, ...own]) as ObjectMetadata;
}

/** That an object is encrypted with SSE-S3 goes without saying. */
function encryptionOf({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled }: HeadObjectCommandOutput): Encryption | undefined {
  if (ServerSideEncryption !== 'aws:kms' && ServerSideEncryption !== 'aws:kms:dsse') return undefined;
  const type = ServerSideEncryption === 'aws:kms' ? 'SSE-KMS' : 'DSSE-KMS';
  return { type, keyArn: SSEKMSKeyId!, ...(BucketKeyEnabled && { bucketKeyEnabled: true }) };
}

/** The header doesn't tell the tier. */
function restorationOf(header: string | undefined): Restoration | undefined {
  if (header === undefined) return undefined;
  const [, expires] = /expiry-date="([^"]+)"/.exec(header) ?? [];
  const state = header.includes('ongoing-request="true"') ? 'in progress' : 'restored';
  return { state, tier: 'Standard', ...(expires !== undefined && { expires: new Date(expires) }) };
}

const GRANTS = { FULL_CONTROL: 'GrantFullControl', READ: 'GrantRead', WRITE: 'GrantWrite', READ_ACP: 'GrantReadACP', WRITE_ACP: 'GrantWriteACP' } as const;

function aclHeadersOf(acl: AclRequest): { ACL?: ObjectCannedACL; [header: string]: string | undefined } {
  if ('canned' in acl) return { ACL: acl.canned };
  if ('acl' in acl) throw new Error('an ACL with its owner isn\'t sent with an object');
  const granteesOf = (permission: Grant['permission']) => acl.grants.filter((grant) => grant.permission === permission)
    .map(({ grantee }) => `${grantee.type}="${grantee.identifier}"`).join(', ');
  return Object.fromEntries(acl.grants.map(({ permission }) => [GRANTS[permission], granteesOf(permission)]));
}

function policyOf({ owner, grants }: Acl): AccessControlPolicy {
  return {
    Owner: { ID: owner },
    Grants: grants.map(({ grantee: { type, identifier }, permission }) => ({
      Grantee: type === 'id' ? { Type: 'CanonicalUser', ID: identifier }
        : type === 'uri' ? { Type: 'Group', URI: identifier } : { Type: 'AmazonCustomerByEmail', EmailAddress: identifier },
      Permission: permission,
    })),
  };
}

function granteeOf({ ID, URI, EmailAddress }: { readonly ID?: string; readonly URI?: string; readonly EmailAddress?: string }): Grantee {
  if (ID !== undefined) return { type: 'id', identifier: ID };
  return URI !== undefined ? { type: 'uri', identifier: URI } : { type: 'emailAddress', identifier: EmailAddress! };
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
