import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { CsvColumns } from './csv-columns';
import { decodeKey } from './key-encoding';
import type { Task, TaskPieces } from './manifest';
import { invalidContent } from './manifest-error';
import { utf8Lines } from './utf8-lines';
import type { Choices } from '../unknowns';

/** A text in CSV. */
export interface CsvText {
  /** How messages call it. */
  readonly name: string;
  /** The most characters of a key, encoded as it stands there. Default: as many as there are. */
  readonly keyLength?: number;
}

/** A manifest that is one CSV file. Its limit: S3 User Guide, "Creating an S3 Batch Operations job". */
export const MANIFEST_TEXT: CsvText = { name: 'the manifest', keyLength: 1024 };

type CsvRow = readonly string[];

/** Each row may have either. */
const LINE_ENDS = ['\r\n', '\n'];

/** The rows of a CSV text as tasks. Fails with a `ManifestError` that names the line, or as reading the body does. */
export async function* csvTasks(body: Readable, columns: CsvColumns, text: CsvText, unknowns: Choices): TaskPieces {
  let line = 0;
  function* tasksOf(rows: readonly CsvRow[]): Generator<Task> {
    for (const row of rows) {
      line++;
      const problem = problemOf(row, columns, text);
      if (problem !== undefined) throw invalidContent(`Line ${line} of ${text.name} ${problem}`);
      yield taskOf(row, columns, decodedKey(row[columns.key], line, text, unknowns));
    }
  }
  try {
    for await (const rows of parsedRows(utf8Lines(body, text.name))) yield tasksOf(rows);
  } catch (error) {
    throw error instanceof CsvError ? invalidContent(`${capitalized(text.name)} is not CSV: ${error.message}`) : error;
  }
}

/** The rows of each piece together: to be handed one for itself takes as long as parsing it. */
async function* parsedRows(pieces: AsyncIterable<Buffer>): AsyncGenerator<CsvRow[]> {
  let rows: CsvRow[] = [];
  const parser = parse({ relax_column_count: true, record_delimiter: LINE_ENDS });
  const ended = finished(parser);
  // thrown below
  ended.catch(() => undefined);
  parser.on('data', (row: CsvRow) => rows.push(row));
  for await (const piece of pieces) {
    parser.write(piece);
    if (parser.errored) throw parser.errored;
    yield rows;
    rows = [];
  }
  parser.end();
  await ended;
  yield rows;
}

function taskOf(row: CsvRow, columns: CsvColumns, key: string): Task {
  return {
    bucket: row[columns.bucket],
    key,
    encodedKey: row[columns.key],
    versionId: columns.versionId === undefined ? undefined : row[columns.versionId],
  };
}

function decodedKey(encoded: string, line: number, text: CsvText, unknowns: Choices): string {
  const key = decodeKey(encoded, unknowns);
  if (key === undefined) throw invalidContent(`Line ${line} of ${text.name} has a key that is not URL-encoded: ${encoded}`);
  return key;
}

/** What S3 wants of each row. S3 User Guide, "Troubleshooting Batch Operations" and "Creating an S3 Batch Operations job". */
function problemOf(row: CsvRow, columns: CsvColumns, { keyLength = Infinity }: CsvText): string | undefined {
  if (row.length === 1 && row[0].trim() === '') return 'is blank';
  if (row.some((field) => field.includes('\r'))) return 'has a carriage return in a field: a line ends in a line feed, or in both';
  if (row.length !== columns.count) return `has ${row.length} columns, and ${columns.count} are declared`;
  if (row.some((field) => field.includes('\n'))) return 'has a line break in a field';
  if (row.at(-1)!.endsWith(' ')) return 'ends in a space';
  const { length } = row[columns.key];
  return length > keyLength ? `has a key of ${length} characters, and ${keyLength} are the most` : undefined;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
