import { createHash } from 'node:crypto';
import { runHandler } from './run-handler';
import { renderXml } from '../../local/src/http/xml';
import { createEvent, onManifest, properties } from '../../test/lambda/events';
import type { HttpAnswer, HttpRequest } from '../../test/lambda/http-cloud';

const KEYS_IN_PIECE = 1_000;

/** Rows of an asset, a thousand at a time: keys of 60 characters, encoded. */
function* pieces(keys: number): Generator<Buffer> {
  for (let first = 0; first < keys; first += KEYS_IN_PIECE) {
    const rows = Array.from({ length: KEYS_IN_PIECE }, (_, row) => `tenants/logs/2026/a%20day%20of%20caf%C3%A9s/${String(first + row).padStart(10, '0')}.gz\n`);
    yield Buffer.from(rows.join(''));
  }
}

/** S3, as far as an asset is read and an upload in parts is written, which goes nowhere. */
function objectsOf(keys: number) {
  return async ({ method, query }: HttpRequest): Promise<HttpAnswer> => {
    if (method === 'GET') {
      return { status: 200, body: (async function* () { yield* pieces(keys); })() };
    }
    if (method === 'PUT') {
      return { status: 200, headers: { etag: '"part"' } };
    }
    return query.has('uploads')
      ? { status: 200, body: renderXml('InitiateMultipartUploadResult', { UploadId: 'u' }) }
      : { status: 200, body: renderXml('CompleteMultipartUploadResult', { ETag: '"whole"' }) };
  };
}

/** What it takes to make a manifest of keys that came with the app. */
export interface Staged {
  /** From the event to CreateJob. */
  readonly seconds: number;
  readonly peakMemory: number;
}

export async function stageKeys(keys: number): Promise<Staged> {
  const hash = createHash('sha256');
  for (const piece of pieces(keys)) {
    hash.update(piece);
  }
  const $staged = { AssetBucket: 'assets', AssetKey: 'rows', Sha256: hash.digest('hex'), Bucket: 'objects', ObjectArn: 'arn:aws:s3:::staging/lists/x.csv' };
  const { Manifest, ...request } = onManifest();
  const event = createEvent(properties({ request: { ...request, Manifest: { Spec: Manifest!.Spec, Location: { $staged } } }, wait: { until: 'created' } }));
  const { begunAt: [begun], createdAt: [created], peakMemory } = await runHandler([event], { objects: objectsOf(keys) });
  return { seconds: (created - begun) / 1000, peakMemory };
}
