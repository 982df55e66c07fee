import { ACL_HEADERS, aclIn, aclOfObject } from './acl';
import { aboutObject, type S3Calls, withBody } from './call';
import { encryptionInBody } from './encryption';
import { legalHoldInBody, retentionInBody, retentionOfObject } from './lock';
import { versionHeader } from './object-answers';
import { payloadIn } from './payload';
import { headerOf, objectIn } from './request';
import { restoreIn } from './restore';
import { tagSetIn, tagsOfObject } from './tagging';
import { xmlResponse } from '../xml';

const BYPASS = 'x-amz-bypass-governance-retention';

/** The calls on what an object is in beside its bytes. */
export const STATE_CALLS: S3Calls = {
  'GET tagging': {
    name: 'getObjectTagging',
    options: aboutObject('tagging'),
    prepare: (request) => async (store) => {
      const { tagSet, ...version } = await store.getObjectTagging(objectIn(request));
      return tagsOfObject(tagSet, versionHeader(version));
    },
  },
  'PUT tagging': {
    name: 'putObjectTagging',
    options: withBody('tagging'),
    prepare: async (request) => {
      const tagSet = tagSetIn((await payloadIn(request)).body);
      return async (store) => ({ status: 200, headers: versionHeader(await store.putObjectTagging({ ...objectIn(request), tagSet })) });
    },
  },
  'DELETE tagging': {
    name: 'deleteObjectTagging',
    options: aboutObject('tagging'),
    prepare: (request) => async (store) => ({ status: 204, headers: versionHeader(await store.deleteObjectTagging(objectIn(request))) }),
  },
  'GET acl': {
    name: 'getObjectAcl',
    options: aboutObject('acl'),
    prepare: (request) => async (store) => aclOfObject(await store.getObjectAcl(objectIn(request))),
  },
  'PUT acl': {
    name: 'putObjectAcl',
    options: withBody('acl', ...ACL_HEADERS),
    prepare: async (request) => {
      const acl = aclIn(request.headers, (await payloadIn(request)).body);
      return async (store) => {
        await store.putObjectAcl({ ...objectIn(request), acl });
        return { status: 200 };
      };
    },
  },
  'GET retention': {
    name: 'getObjectRetention',
    options: aboutObject('retention'),
    prepare: (request) => async (store) => retentionOfObject(await store.getObjectRetention(objectIn(request))),
  },
  'PUT retention': {
    name: 'putObjectRetention',
    options: withBody('retention', BYPASS),
    prepare: async (request) => {
      const retention = retentionInBody((await payloadIn(request)).body);
      const bypassGovernance = headerOf(request.headers, BYPASS)?.toLowerCase() === 'true';
      return async (store) => {
        await store.putObjectRetention({ ...objectIn(request), ...(retention && { retention }), ...(bypassGovernance && { bypassGovernance }) });
        return { status: 200 };
      };
    },
  },
  'GET legal-hold': {
    name: 'getObjectLegalHold',
    options: aboutObject('legal-hold'),
    prepare: (request) => async (store) => xmlResponse(200, 'LegalHold', { Status: await store.getObjectLegalHold(objectIn(request)) }),
  },
  'PUT legal-hold': {
    name: 'putObjectLegalHold',
    options: withBody('legal-hold'),
    prepare: async (request) => {
      const status = legalHoldInBody((await payloadIn(request)).body);
      return async (store) => {
        await store.putObjectLegalHold({ ...objectIn(request), status });
        return { status: 200 };
      };
    },
  },
  'POST restore': {
    name: 'restoreObject',
    options: withBody('restore'),
    prepare: async (request) => {
      const wanted = restoreIn((await payloadIn(request)).body);
      // API reference, RestoreObject: 202 for a restoration that begins, 200 for one that is there already
      return async (store) => ({ status: await store.restoreObject({ ...objectIn(request), ...wanted }) === 'accepted' ? 202 : 200 });
    },
  },
  'PUT encryption': {
    name: 'updateObjectEncryption',
    options: withBody('encryption'),
    prepare: async (request) => {
      const encryption = encryptionInBody((await payloadIn(request)).body);
      return async (store) => {
        await store.updateObjectEncryption({ ...objectIn(request), encryption });
        return { status: 200 };
      };
    },
  },
};
