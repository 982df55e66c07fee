import { BUCKET_CALLS } from './bucket-calls';
import type { S3Call, S3Calls } from './call';
import { MULTIPART_CALLS } from './multipart-calls';
import { OBJECT_CALLS } from './object-calls';
import { STATE_CALLS } from './state-calls';
import type { ApiRequest } from '../server';

/** The calls that are answered. */
const CALLS: S3Calls = { ...OBJECT_CALLS, ...STATE_CALLS, ...MULTIPART_CALLS, ...BUCKET_CALLS };

/** The parameters that make a request be about something else than an object's bytes. */
const OBJECT_SUBRESOURCES = ['tagging', 'acl', 'retention', 'legal-hold', 'restore', 'encryption', 'uploads', 'uploadId'];
const BUCKET_SUBRESOURCES = ['versioning', 'versions', 'object-lock', 'replication'];

/** The call that a request makes; undefined for one that isn't answered here. */
export function callOf(request: ApiRequest): S3Call | undefined {
  const [, bucket, ...key] = request.path.split('/');
  if (bucket === '') return undefined;
  const route = `${request.method} ${key.join('/') === '' ? aboutBucket(request) : aboutObject(request)}`;
  return Object.hasOwn(CALLS, route) ? CALLS[route] : undefined;
}

function aboutBucket({ query }: ApiRequest): string {
  return BUCKET_SUBRESOURCES.find((name) => query.has(name)) ?? (query.get('list-type') === '2' ? 'list' : 'bucket');
}

function aboutObject({ method, query, headers }: ApiRequest): string {
  const subresource = OBJECT_SUBRESOURCES.find((name) => query.has(name));
  return subresource ?? (method === 'PUT' && headers['x-amz-copy-source'] !== undefined ? 'copy' : 'object');
}
