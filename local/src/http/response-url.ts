import { randomUUID } from 'node:crypto';
import { ANSWER_PATH } from './answer-path';
import type { ApiRequest, ApiResponse, Facade } from './server';
import { errorResponse } from './xml';

/** A URL path that takes one answer. */
export interface ResponseUrl {
  readonly path: string;
  /** The body of the first PUT. */
  readonly answer: Promise<Buffer>;
}

/**
 * Stands in for the pre-signed S3 URLs that CloudFormation gives the handlers of custom resources to answer at.
 * Who knows a path may write to it, as often as they like; the first answer is the one that counts.
 */
export class ResponseInbox implements Facade {
  readonly name = 'custom resource answers';
  private readonly takers = new Map<string, (body: Buffer) => void>();

  open(): ResponseUrl {
    const path = ANSWER_PATH + randomUUID();
    return { path, answer: new Promise((resolve) => this.takers.set(path, resolve)) };
  }

  matches({ path }: ApiRequest): boolean {
    return path.startsWith(ANSWER_PATH);
  }

  async handle({ method, path, headers, body }: ApiRequest): Promise<ApiResponse> {
    const take = this.takers.get(path);
    if (!take || method !== 'PUT') return errorResponse(403, 'AccessDenied', 'there is nothing to answer by this method at this URL');
    // the real URLs are signed for none, and S3 refuses whatever isn't signed
    if (headers['content-type']) return errorResponse(403, 'SignatureDoesNotMatch', 'the URL is for a request without a content type');
    take(body);
    return { status: 200 };
  }
}
