import { pipeline, type Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import type { CsvColumns } from './csv-columns';
import { decodeKey } from './key-encoding';
import type { Task } from './manifest';
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

/** Each row may have either. */
const LINE_ENDS = ['\r\n', '\n'];

/** A row as the parser hands it over. */
interface ParsedRow {
  readonly info: Info;
  readonly record: readonly string[];
}

/** The rows of a CSV text as tasks, one at a time. Fails with a `ManifestError` that names the line, or as reading the body does. */
export async function* csvTasks(body: Readable, columns: CsvColumns, text: CsvText, unknowns: Choices): AsyncGenerator<Task> {
  const parser = parse({ info: true, relax_column_count: true, record_delimiter: LINE_ENDS });
  // what goes wrong in any of the streams comes out of the loop; leaving the loop closes all
  const rows = pipeline(body, (pieces: AsyncIterable<Buffer>) => utf8Lines(pieces, text.name), parser, () => undefined);
  try {
    for await (const { info, record } of rows as AsyncIterable<ParsedRow>) {
      const problem = problemOf(record, columns, text);
      if (problem !== undefined) throw invalidContent(`Line ${info.records} of ${text.name} ${problem}`);
      yield taskOf(record, columns, () => decodedKey(record[columns.key], info.records, text, unknowns));
    }
  } catch (error) {
    throw error instanceof CsvError ? invalidContent(`${capitalized(text.name)} is not CSV: ${error.message}`) : error;
  }
}

function taskOf(row: readonly string[], columns: CsvColumns, decoded: () => string): Task {
  return {
    bucket: row[columns.bucket],
    key: decoded(),
    encodedKey: row[columns.key],
    ...(columns.versionId !== undefined && { versionId: row[columns.versionId] }),
  };
}

function decodedKey(encoded: string, line: number, text: CsvText, unknowns: Choices): string {
  const key = decodeKey(encoded, unknowns);
  if (key === undefined) throw invalidContent(`Line ${line} of ${text.name} has a key that is not URL-encoded: ${encoded}`);
  return key;
}

/** What S3 wants of each row. S3 User Guide, "Troubleshooting Batch Operations" and "Creating an S3 Batch Operations job". */
function problemOf(row: readonly string[], columns: CsvColumns, { keyLength = Infinity }: CsvText): string | undefined {
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
