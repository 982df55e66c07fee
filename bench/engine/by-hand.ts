import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { BUCKET, keyOf, OBJECTS, type Input } from './input';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** As much of a store as the loop needs. */
class Store {
  private readonly objects = new Map(Array.from({ length: OBJECTS }, (_, object) => [keyOf(object), { tags: [] as readonly Tag[] }]));

  async putObjectTagging(bucket: string, key: string, tags: readonly Tag[]): Promise<void> {
    const object = bucket === BUCKET ? this.objects.get(key) : undefined;
    if (!object) throw new Error('NoSuchKey');
    object.tags = tags;
  }
}

/** What someone would write who wants no more than this job done: a loop, with a library for CSV on either side. */
export function loopByHand({ manifests, manifest }: Input): (report: string) => Promise<void> {
  const store = new Store();
  const tags = [{ Key: 'retention', Value: 'short' }];
  async function* tagged(rows: AsyncIterable<readonly string[]>) {
    for await (const [bucket, key] of rows) {
      try {
        await store.putObjectTagging(bucket, decodeURIComponent(key), tags);
        yield [bucket, key, '', 'succeeded', 200, '', 'success'];
      } catch (error) {
        yield [bucket, key, '', 'failed', 404, (error as Error).message, ''];
      }
    }
  }
  return (report) => pipeline(createReadStream(join(manifests, manifest)), parse(), tagged, stringify(), createWriteStream(report));
}
