import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify';
import { rowOf, type TaskOutcome } from './row';

/** Rows of one status, turned into CSV as they come. */
export class ResultsFile {
  private readonly csv = stringify();
  private readonly chunks: Buffer[] = [];
  private readonly written: Promise<void>;
  private rows = 0;

  constructor() {
    this.written = new Promise((resolve, reject) => {
      this.csv.on('data', (chunk: Buffer | string) => this.chunks.push(Buffer.from(chunk)));
      this.csv.once('end', resolve);
      this.csv.once('error', reject);
    });
  }

  get isEmpty(): boolean {
    return this.rows === 0;
  }

  add(outcome: TaskOutcome): void {
    this.rows++;
    this.csv.write(rowOf(outcome));
  }

  /** All rows, the name S3 would file them under (40 hex digits), and their MD5. No row can be added afterwards. */
  async close(): Promise<{ body: Buffer; fileName: string; md5: string }> {
    this.csv.end();
    await this.written;
    const body = Buffer.concat(this.chunks);
    return { body, fileName: `${digest('sha1', body)}.csv`, md5: digest('md5', body) };
  }
}

/** A digest in hex. */
export function digest(algorithm: 'md5' | 'sha1', content: Buffer | string): string {
  return createHash(algorithm).update(content).digest('hex');
}
