import type { Readable } from 'node:stream';
import type { Task, TaskPieces } from './manifest';
import { SpilledBytes } from '../spilled-bytes';

/** Tasks that are written down, and read again, at once. */
const TASKS_AT_ONCE = 500;

/** Tasks in their order, written down so that a million of them take no more memory than a thousand. */
export class TaskList {
  total = 0;
  /** Whether a task was added that names a version. */
  namesVersions = false;
  private readonly lines = new SpilledBytes();
  /** Of each task its bucket, key, encoded key and version. */
  private waiting: (string | null)[] = [];

  add({ bucket, key, encodedKey, versionId }: Task): void {
    this.total++;
    this.namesVersions ||= versionId !== undefined;
    this.waiting.push(bucket, key, encodedKey ?? null, versionId ?? null);
    if (this.waiting.length === 4 * TASKS_AT_ONCE) this.write();
  }

  /** Every task once. */
  async* tasks(): TaskPieces {
    this.write();
    for await (const line of linesOf(this.lines.open())) yield tasksIn(line);
  }

  private write(): void {
    if (this.waiting.length > 0) this.lines.append(Buffer.from(`${JSON.stringify(this.waiting)}\n`));
    this.waiting = [];
  }
}

function* tasksIn(line: string): Generator<Task> {
  const written = JSON.parse(line) as (string | null)[];
  for (let index = 0; index < written.length; index += 4) {
    const [encodedKey, versionId] = [written[index + 2] ?? undefined, written[index + 3] ?? undefined];
    yield { bucket: written[index]!, key: written[index + 1]!, encodedKey, versionId };
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
