import type { Readable } from 'node:stream';
import type { Task } from './manifest';
import { SpilledBytes } from '../spilled-bytes';

/** Tasks in their order, written down so that a million of them take no more memory than a thousand. */
export class TaskList {
  total = 0;
  /** Whether a task was added that names a version. */
  namesVersions = false;
  private readonly lines = new SpilledBytes();

  add({ bucket, key, encodedKey, versionId }: Task): void {
    this.total++;
    this.namesVersions ||= versionId !== undefined;
    this.lines.append(Buffer.from(`${JSON.stringify([bucket, key, encodedKey ?? null, versionId ?? null])}\n`));
  }

  /** Every task once. */
  async* tasks(): AsyncGenerator<Task> {
    for await (const line of linesOf(this.lines.open())) {
      const [bucket, key, encodedKey, versionId] = JSON.parse(line) as [string, string, string | null, string | null];
      yield { bucket, key, ...(encodedKey !== null && { encodedKey }), ...(versionId !== null && { versionId }) };
    }
  }
}

// node:readline ends a line at U+2028 too, which a key may have and JSON leaves as it is
async function* linesOf(body: Readable): AsyncGenerator<string> {
  let begun = '';
  for await (const text of body.setEncoding('utf8')) {
    const lines = (begun + text).split('\n');
    begun = lines.pop()!;
    yield* lines;
  }
}
