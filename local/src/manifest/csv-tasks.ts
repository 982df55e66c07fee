import { pipeline, type Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import type { CsvColumns } from './csv-columns';
import { decodeKey } from './key-encoding';
import type { Task } from './manifest';
import { invalidContent } from './manifest-error';

/** Characters of a key in a manifest, encoded as it stands there. S3 User Guide, "Creating an S3 Batch Operations job". */
const KEY_LENGTH = 1024;

/** A row as the parser hands it over. */
interface ParsedRow {
  readonly info: Info;
  readonly record: readonly string[];
}

/** The rows of a CSV manifest as tasks, one at a time. Fails with a `ManifestError` that names the line. */
export async function* csvTasks(body: Readable, columns: CsvColumns): AsyncGenerator<Task> {
  const parser = parse({ info: true, relax_column_count: true });
  // what goes wrong in either stream comes out of the loop; leaving the loop closes both
  const rows = pipeline(body, parser, () => undefined);
  try {
    for await (const { info, record } of rows as AsyncIterable<ParsedRow>) yield taskOf(record, info.lines, columns);
  } catch (error) {
    throw error instanceof CsvError ? invalidContent(`The manifest is not CSV: ${error.message}`) : error;
  }
}

function taskOf(row: readonly string[], line: number, columns: CsvColumns): Task {
  const problem = problemOf(row, line, columns);
  if (problem !== undefined) throw invalidContent(`Line ${line} of the manifest ${problem}`);
  const encodedKey = row[columns.key];
  const key = decodeKey(encodedKey);
  if (key === undefined) throw invalidContent(`Line ${line} of the manifest has a key that is not URL-encoded: ${encodedKey}`);
  return {
    bucket: row[columns.bucket],
    key,
    encodedKey,
    ...(columns.versionId !== undefined && { versionId: row[columns.versionId] }),
  };
}

/** What S3 wants of each row. S3 User Guide, "Troubleshooting Batch Operations" and "Creating an S3 Batch Operations job". */
function problemOf(row: readonly string[], line: number, columns: CsvColumns): string | undefined {
  if (line === 1 && row[0].startsWith('\uFEFF')) return 'begins with a byte order mark';
  if (row.length === 1 && row[0].trim() === '') return 'is blank';
  if (row.length !== columns.count) return `has ${row.length} columns, and the job declares ${columns.count}`;
  if (row.some((field) => /[\r\n]/.test(field))) return 'has a line break in a field';
  if (row.at(-1)!.endsWith(' ')) return 'ends in a space';
  if (row.some((field) => field.includes('\uFFFD'))) return 'is not UTF-8';
  const { length } = row[columns.key];
  return length > KEY_LENGTH ? `has a key of ${length} characters, and ${KEY_LENGTH} are the most` : undefined;
}
