import type { S3Options } from './options';
import { PAYLOAD_HEADERS } from './payload';
import type { S3Request } from './request';
import type { ObjectStore } from '../../store/object-store';
import type { ApiResponse } from '../server';

/** One call of S3's API. */
export interface S3Call {
  /** The method of the store that it is. */
  readonly name: keyof ObjectStore;
  readonly options: S3Options;
  /** Reads a request; fails with an `S3Error` when it is none. What it returns makes the call. */
  prepare(request: S3Request): PreparedCall | Promise<PreparedCall>;
}

/** A call with all it was sent with, before anybody asked who makes it. */
export type PreparedCall = (store: ObjectStore) => Promise<ApiResponse>;

/** Calls by method and by what they are about: the sub-resource that the request names, or else the object or the bucket. */
export interface S3Calls {
  readonly [route: string]: S3Call;
}

/** What a call takes about an object's sub-resource, or that of one version. */
export function aboutObject(subresource: string, ...headers: string[]): S3Options {
  return { parameters: ['versionId', subresource], headers };
}

/** The same of a call with a body. */
export function withBody(subresource: string, ...headers: string[]): S3Options {
  return aboutObject(subresource, ...PAYLOAD_HEADERS, ...headers);
}
