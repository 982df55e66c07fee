import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { BUCKET, keyOf, OBJECTS, type Input } from './input';

const TAGS = [{ Key: 'retention', Value: 'short' }];
const LINES_AT_ONCE = 1000;

/** As much of a store as the loops need. */
class Store {
  private readonly objects = new Map(Array.from({ length: OBJECTS }, (_, object) => [keyOf(object), { tags: [] as typeof TAGS }]));

  async putObjectTagging(bucket: string, key: string, tags: typeof TAGS): Promise<void> {
    const object = bucket === BUCKET ? this.objects.get(key) : undefined;
    if (!object) throw new Error('NoSuchKey');
    object.tags = tags;
  }
}

/** Does an input's tasks, and writes a report to a file. */
type Loop = (report: string) => Promise<void>;

/** What someone would write who wants no more than this job done: a loop, with a library for CSV on either side. */
export function loopWithLibraries({ manifests, manifest }: Input): Loop {
  const store = new Store();
  async function* outcomes(rows: AsyncIterable<readonly string[]>) {
    for await (const [bucket, key] of rows) {
      try {
        await store.putObjectTagging(bucket, decodeURIComponent(key), TAGS);
        yield [bucket, key, '', 'succeeded', '200', '', 'success'];
      } catch (error) {
        yield [bucket, key, '', 'failed', '404', (error as Error).message, ''];
      }
    }
  }
  return (report) => pipeline(createReadStream(join(manifests, manifest)), parse(), outcomes, stringify(), createWriteStream(report));
}

/** The same by someone who knows that nothing in this report will need quotes, and writes a thousand lines at once. */
export function loopWithoutQuotes({ manifests, manifest }: Input): Loop {
  const store = new Store();
  return async (report) => {
    const file = createWriteStream(report);
    let lines = '';
    let count = 0;
    for await (const [bucket, key] of createReadStream(join(manifests, manifest)).pipe(parse()) as AsyncIterable<readonly string[]>) {
      try {
        await store.putObjectTagging(bucket, decodeURIComponent(key), TAGS);
        lines += `${bucket},${key},,succeeded,200,,success\n`;
      } catch (error) {
        lines += `${bucket},${key},,failed,404,${(error as Error).message},\n`;
      }
      if (++count % LINES_AT_ONCE > 0) continue;
      if (!file.write(lines)) await once(file, 'drain');
      lines = '';
    }
    file.end(lines);
    await once(file, 'finish');
  };
}
