import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { rowOf, type TaskOutcome } from './row';
import { SpilledBytes } from '../spilled-bytes';

/** Rows that become CSV at once. */
const ROWS_AT_ONCE = 500;

/** Rows of one status, turned into CSV as they come. */
export class ResultsFile {
  private readonly body = new SpilledBytes();
  private readonly md5 = createHash('md5');
  private readonly sha1 = createHash('sha1');
  private rows: string[][] = [];

  get isEmpty(): boolean {
    return this.rows.length === 0 && this.body.size === 0;
  }

  add(outcome: TaskOutcome): void {
    this.rows.push(rowOf(outcome));
    if (this.rows.length === ROWS_AT_ONCE) this.write();
  }

  /** All rows, the name S3 would file them under (40 hex digits), and their MD5. No row can be added afterwards. */
  close(): { body: SpilledBytes; fileName: string; md5: string } {
    this.write();
    return { body: this.body, fileName: `${this.sha1.digest('hex')}.csv`, md5: this.md5.digest('hex') };
  }

  private write(): void {
    const bytes = Buffer.from(stringify(this.rows));
    this.rows = [];
    this.md5.update(bytes);
    this.sha1.update(bytes);
    this.body.append(bytes);
  }
}
