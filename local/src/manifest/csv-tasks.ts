import { pipeline, type Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import type { CsvColumns } from './csv-columns';
import { decodeKey } from './key-encoding';
import type { Task } from './manifest';
import { invalidContent } from './manifest-error';
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

/** A row as the parser hands it over. */
interface ParsedRow {
  readonly info: Info;
  readonly record: readonly string[];
}

/** The rows of a CSV text as tasks, one at a time. Fails with a `ManifestError` that names the line, or as reading the body does. */
export async function* csvTasks(body: Readable, columns: CsvColumns, text: CsvText, unknowns: Choices): AsyncGenerator<Task> {
  const parser = parse({ info: true, relax_column_count: true });
  // what goes wrong in either stream comes out of the loop; leaving the loop closes both
  const rows = pipeline(body, parser, () => undefined);
  try {
    for await (const { info, record } of rows as AsyncIterable<ParsedRow>) {
      const problem = problemOf(record, info.lines, columns, text);
      if (problem !== undefined) throw invalidContent(`Line ${info.lines} of ${text.name} ${problem}`);
      yield taskOf(record, columns, () => decodedKey(record[columns.key], info.lines, text, unknowns));
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
function problemOf(row: readonly string[], line: number, columns: CsvColumns, { keyLength = Infinity }: CsvText): string | undefined {
  if (line === 1 && row[0].startsWith('\uFEFF')) return 'begins with a byte order mark';
  if (row.length === 1 && row[0].trim() === '') return 'is blank';
  if (row.length !== columns.count) return `has ${row.length} columns, and ${columns.count} are declared`;
  if (row.some((field) => /[\r\n]/.test(field))) return 'has a line break in a field';
  if (row.at(-1)!.endsWith(' ')) return 'ends in a space';
  if (row.some((field) => field.includes('\uFFFD'))) return 'is not UTF-8';
  const { length } = row[columns.key];
  return length > keyLength ? `has a key of ${length} characters, and ${keyLength} are the most` : undefined;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
