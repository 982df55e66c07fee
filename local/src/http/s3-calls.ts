import { listingIn, objectsListed } from './s3-listing';
import { metadataIn } from './s3-metadata';
import { objectDeleted, objectGot, objectHeaded, objectPut, versionHeader } from './s3-object-answers';
import { refuseOtherEncryption, type S3Options } from './s3-options';
import { PAYLOAD_HEADERS, payloadIn } from './s3-payload';
import { rangeIn } from './s3-range';
import { bucketIn, headerOf, objectIn, type S3Request } from './s3-request';
import { tagSetIn, tagsOfObject } from './s3-tagging';
import type { ApiRequest, ApiResponse } from './server';
import type { ObjectStore } from '../store/object-store';

/** One call of S3's API. */
export interface S3Call {
  /** The method of the store that it is. */
  readonly name: keyof ObjectStore;
  readonly options: S3Options;
  /** Reads a request; fails with an `S3Error` when it is none. What it returns makes the call. */
  prepare(request: S3Request): (store: ObjectStore) => Promise<ApiResponse>;
}

const VERSION: S3Options = { parameters: ['versionid'], headers: [] };
const TAGGING: S3Options = { parameters: ['versionid', 'tagging'], headers: [] };

/** The calls that are answered, by method and by what they are about. */
const CALLS: { readonly [route: string]: S3Call } = {
  'GET object': {
    name: 'getObject',
    options: { ...VERSION, headers: ['range'] },
    prepare: (request) => {
      const wanted = { ...objectIn(request), range: rangeIn(headerOf(request.headers, 'range')) };
      return async (store) => objectGot(await store.getObject(wanted));
    },
  },
  'HEAD object': {
    name: 'headObject',
    options: VERSION,
    prepare: (request) => async (store) => objectHeaded(await store.headObject(objectIn(request))),
  },
  'PUT object': {
    name: 'putObject',
    options: { parameters: [], headers: [...PAYLOAD_HEADERS, 'x-amz-meta-*', 'x-amz-server-side-encryption'] },
    prepare: (request) => {
      refuseOtherEncryption(request);
      const object = { ...bucketIn(request), key: request.key, body: payloadIn(request), metadata: metadataIn(request.headers) };
      return async (store) => objectPut(await store.putObject(object));
    },
  },
  'DELETE object': {
    name: 'deleteObject',
    options: VERSION,
    prepare: (request) => async (store) => objectDeleted(await store.deleteObject(objectIn(request))),
  },
  'GET tagging': {
    name: 'getObjectTagging',
    options: TAGGING,
    prepare: (request) => async (store) => {
      const { tagSet, ...version } = await store.getObjectTagging(objectIn(request));
      return tagsOfObject(tagSet, versionHeader(version));
    },
  },
  'PUT tagging': {
    name: 'putObjectTagging',
    options: { ...TAGGING, headers: PAYLOAD_HEADERS },
    prepare: (request) => {
      const tagSet = tagSetIn(payloadIn(request));
      return async (store) => ({ status: 200, headers: versionHeader(await store.putObjectTagging({ ...objectIn(request), tagSet })) });
    },
  },
  'DELETE tagging': {
    name: 'deleteObjectTagging',
    options: TAGGING,
    prepare: (request) => async (store) => ({ status: 204, headers: versionHeader(await store.deleteObjectTagging(objectIn(request))) }),
  },
  'GET list': {
    name: 'listObjectsV2',
    options: { parameters: ['list-type', 'prefix', 'delimiter', 'start-after', 'continuation-token', 'max-keys', 'encoding-type'], headers: [] },
    prepare: (request) => {
      const wanted = listingIn(request);
      return async (store) => objectsListed(await store.listObjectsV2(wanted), request);
    },
  },
};

/** The call that a request makes; undefined for one that isn't answered here. */
export function callOf({ method, path, query }: ApiRequest): S3Call | undefined {
  const [, bucket, ...key] = path.split('/');
  if (bucket === '') return undefined;
  const aboutBucket = query.get('list-type') === '2' ? 'list' : 'bucket';
  const aboutObject = query.has('tagging') ? 'tagging' : 'object';
  const route = `${method} ${key.join('/') === '' ? aboutBucket : aboutObject}`;
  return Object.hasOwn(CALLS, route) ? CALLS[route] : undefined;
}
