import { getObjectAcl, putObjectAcl } from './calls/acl';
import { getBucketReplication, getBucketVersioning, getObjectLockConfiguration, listObjectsV2, listObjectVersions } from './calls/bucket';
import { copyObject } from './calls/copy';
import { updateObjectEncryption } from './calls/encryption';
import { getObjectLegalHold, getObjectRetention, putObjectLegalHold, putObjectRetention } from './calls/lock';
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload, uploadPart } from './calls/multipart';
import { deleteObject, getObject, headObject, putObject } from './calls/objects';
import { restoreObject } from './calls/restore';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './calls/tagging';
import type { ObjectStore } from './object-store';
import type { StoreSurroundings } from './surroundings';

type Call<Name extends keyof ObjectStore> = (
  surroundings: StoreSurroundings, request: Parameters<ObjectStore[Name]>[0],
) => ReturnType<ObjectStore[Name]>;

const CALLS: { readonly [Name in keyof ObjectStore]: Call<Name> } = {
  putObject,
  getObject,
  headObject,
  deleteObject,
  getObjectTagging,
  putObjectTagging,
  deleteObjectTagging,
  listObjectsV2,
  listObjectVersions,
  getBucketVersioning,
  copyObject,
  getObjectAcl,
  putObjectAcl,
  getObjectLockConfiguration,
  getObjectRetention,
  putObjectRetention,
  getObjectLegalHold,
  putObjectLegalHold,
  restoreObject,
  updateObjectEncryption,
  getBucketReplication,
  createMultipartUpload,
  uploadPart,
  completeMultipartUpload,
  abortMultipartUpload,
};

/** The API calls themselves; of policies they ask only what lies beyond the action of the call. */
export function ownerStore(surroundings: StoreSurroundings): ObjectStore {
  const bound = Object.entries(CALLS).map(([name, call]) => [name, (request: never) => call(surroundings, request)]);
  return Object.fromEntries(bound) as unknown as ObjectStore;
}
