import type { S3Calls } from './call';
import { listingIn, objectsListed } from './listing';
import { lockOfBucket } from './lock';
import type { S3Options } from './options';
import { replicationOfBucket } from './replication';
import { bucketIn } from './request';
import { versionPage, versionsIn, versionsListed } from './version-listing';
import { xmlResponse } from '../xml';

/** The calls on a bucket. */
export const BUCKET_CALLS: S3Calls = {
  'GET list': {
    name: 'listObjectsV2',
    options: { parameters: ['list-type', 'prefix', 'delimiter', 'start-after', 'continuation-token', 'max-keys', 'encoding-type'], headers: [] },
    prepare: (request) => {
      const wanted = listingIn(request);
      return async (store) => objectsListed(await store.listObjectsV2(wanted), request);
    },
  },
  'GET versions': {
    name: 'listObjectVersions',
    options: { parameters: ['versions', 'prefix', 'key-marker', 'version-id-marker', 'max-keys', 'encoding-type'], headers: [] },
    prepare: (request) => {
      const wanted = versionsIn(request);
      return async (store) => versionsListed(await versionPage(store, wanted), wanted, request);
    },
  },
  'GET versioning': {
    name: 'getBucketVersioning',
    options: about('versioning'),
    prepare: (request) => async (store) => {
      const { status } = await store.getBucketVersioning(bucketIn(request));
      return xmlResponse(200, 'VersioningConfiguration', status ? { Status: status } : {});
    },
  },
  'GET object-lock': {
    name: 'getObjectLockConfiguration',
    options: about('object-lock'),
    prepare: (request) => async (store) => lockOfBucket(await store.getObjectLockConfiguration(bucketIn(request))),
  },
  'GET replication': {
    name: 'getBucketReplication',
    options: about('replication'),
    prepare: (request) => async (store) => replicationOfBucket(await store.getBucketReplication(bucketIn(request))),
  },
};

function about(subresource: string): S3Options {
  return { parameters: [subresource], headers: [] };
}
