import { type S3Calls } from './call';
import { COPY_HEADERS, copyIn, objectCopied } from './copy';
import { objectDeleted, objectGot, objectHeaded, objectPut } from './object-answers';
import { PAYLOAD_HEADERS, payloadIn } from './payload';
import { newObjectIn, PUT_HEADERS } from './put-options';
import { rangeIn } from './range';
import { headerOf, objectIn } from './request';

const READING = { parameters: ['versionId', 'x-amz-checksum-mode'], headers: ['x-amz-checksum-mode'] };

/** The calls on an object's bytes. */
export const OBJECT_CALLS: S3Calls = {
  'GET object': {
    name: 'getObject',
    options: { ...READING, headers: [...READING.headers, 'range'] },
    prepare: (request) => {
      const wanted = { ...objectIn(request), range: rangeIn(headerOf(request.headers, 'range')) };
      return async (store) => objectGot(await store.getObject(wanted), request.headers);
    },
  },
  'HEAD object': {
    name: 'headObject',
    options: READING,
    prepare: (request) => async (store) => objectHeaded(await store.headObject(objectIn(request)), request.headers),
  },
  'PUT object': {
    name: 'putObject',
    options: { parameters: [], headers: [...PAYLOAD_HEADERS, ...PUT_HEADERS] },
    prepare: async (request) => {
      const object = { ...newObjectIn(request), ...await payloadIn(request) };
      return async (store) => objectPut(await store.putObject(object));
    },
  },
  'PUT copy': {
    name: 'copyObject',
    options: { parameters: [], headers: COPY_HEADERS },
    prepare: (request) => {
      const copy = copyIn(request);
      return async (store) => objectCopied(await store.copyObject(copy), copy);
    },
  },
  'DELETE object': {
    name: 'deleteObject',
    options: { parameters: ['versionId'], headers: [] },
    prepare: (request) => async (store) => objectDeleted(await store.deleteObject(objectIn(request))),
  },
};
