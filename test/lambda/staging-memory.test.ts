import { createHash, type Hash } from 'node:crypto';
import { runBundle } from './bundled-handler';
import { createEvent, onManifest, properties } from './events';
import { FakeService } from './fakes';
import { HttpCloud, type HttpAnswer, type HttpRequest } from './http-cloud';
import { renderXml } from '../../local/src/http/xml';

/** What the function has, in bytes: 256 MB, which hold Node, the code and the data alike; and Lambda's own runtime, for which a fourth is left. */
const MEMORY = 256 * 1024 * 1024 * 3 / 4;
/** V8's own share, in megabytes: more than that it has to do without. */
const HEAP = 64;

const KEYS = 1_000_000;
const KEYS_IN_PIECE = 1_000;
const BUCKET = 'objects';

/** Long ones: all of them together wouldn't fit. */
const FOLDER = `${'a%20folder%20of%20caf%C3%A9s/'.repeat(7)}`;

/** A thousand rows of the asset; with the bucket before each, those of the manifest. */
function piece(index: number, prefix = ''): Buffer {
  const row = (line: number) => `${prefix}${FOLDER}${String(index * KEYS_IN_PIECE + line).padStart(9, '0')}.json.gz\n`;
  return Buffer.from(Array.from({ length: KEYS_IN_PIECE }, (_, line) => row(line)).join(''));
}

async function* asset(): AsyncGenerator<Buffer> {
  for (let index = 0; index < KEYS / KEYS_IN_PIECE; index++) {
    yield piece(index);
  }
}

function hashOf(prefix?: string): string {
  const hash = createHash('sha256');
  for (let index = 0; index < KEYS / KEYS_IN_PIECE; index++) {
    hash.update(piece(index, prefix));
  }
  return hash.digest('hex');
}

/** S3, as far as an asset is read and an upload in parts is written: the parts are hashed as they come, and not kept. */
class Objects {
  readonly written: Hash = createHash('sha256');
  parts = 0;

  answer = async ({ method, query, body }: HttpRequest): Promise<HttpAnswer> => {
    if (method === 'GET') {
      return { status: 200, body: asset() };
    }
    if (method === 'PUT' && query.get('partNumber') === String(this.parts + 1)) {
      this.parts++;
      this.written.update(body);
      return { status: 200, headers: { etag: '"part"' } };
    }
    return method === 'POST' && query.has('uploads')
      ? { status: 200, body: renderXml('InitiateMultipartUploadResult', { UploadId: 'u' }) }
      : { status: 200, body: renderXml('CompleteMultipartUploadResult', { ETag: '"whole"' }) };
  };
}

test(`${KEYS} keys are staged within the memory of the function`, async () => {
  const cloud = await HttpCloud.start();
  const service = new FakeService();
  service.clock.time = Date.now();
  const objects = new Objects();
  cloud.servicesOf(service);
  cloud.objects = objects.answer;
  const $staged = { AssetBucket: 'assets', AssetKey: 'rows', Sha256: hashOf(), Bucket: BUCKET, ObjectArn: 'arn:aws:s3:::staging/lists/x.csv' };
  const { Manifest, ...request } = onManifest();
  const staged = { ...request, Manifest: { Spec: Manifest!.Spec, Location: { $staged } } };

  try {
    const memory = await runBundle(createEvent(properties({ request: staged, wait: { until: 'created' } })), cloud, {
      nodeOptions: [`--max-old-space-size=${HEAP}`],
    });

    expect(service.jobs.map(({ made }) => made.request.Manifest?.Location)).toEqual([{ ObjectArn: $staged.ObjectArn, ETag: 'whole' }]);
    expect(objects.written.digest('hex')).toBe(hashOf(`${BUCKET},`));
    expect(objects.parts).toBeGreaterThan(1);
    expect(memory).toBeLessThan(MEMORY);
  } finally {
    await cloud.close();
  }
});
