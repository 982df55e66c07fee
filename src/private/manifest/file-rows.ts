import { isUtf8 } from 'node:buffer';
import { show } from '../checks';
import { LONGEST_LINE, readLines } from './manifest-files';
import { decodeKey, encodedKeyRule, encodeKey, keyRule, versionIdRule, type CheckedRow } from './manifest-rows';
import { ManifestColumn } from '../../manifest-column';

/** What a header row calls the columns that S3 reads, in lower case. */
const HEADINGS = Object.values(ManifestColumn).filter((column) => column !== ManifestColumn.IGNORE).map((column) => column.toLowerCase());

/** The rows of a file, or what is wrong with each line: a raw key a line, or with `columns` URL-encoded CSV. */
export function* fileRows(path: string, columns?: readonly ManifestColumn[]): Generator<CheckedRow> {
  let number = 0;
  for (const bytes of readLines(path)) {
    number++;
    // a byte order mark is seen to be one where nothing decodes it away
    const line = bytes.toString('utf8').replace(/\r$/, '');
    const subject = `line ${number} of \`manifest.path\``;
    const rule = textRule(bytes, line, number === 1) ?? (number === 1 ? headerRule(line, columns) : undefined);
    if (rule !== undefined) {
      yield { problem: `${subject} ${rule}` };
    } else {
      const row = columns === undefined ? keyRow(line) : csvRow(line, columns);
      yield 'rule' in row ? { problem: `${subject} ${row.rule}, got: ${show(line)}` } : row;
    }
  }
}

/** A row, or what its line must be and isn't. */
type RowOrRule = Exclude<CheckedRow, { readonly problem: string }> | { readonly rule: string };

/** What any line must be and isn't, as text. */
function textRule(bytes: Buffer, line: string, isFirst: boolean): string | undefined {
  if (bytes.length > LONGEST_LINE) {
    return `must have at most ${LONGEST_LINE} bytes`;
  }
  if (isFirst && line.startsWith('\uFEFF')) {
    return 'must not begin with a byte order mark; save the file as UTF-8 without one';
  }
  if (!isUtf8(bytes)) {
    return 'must be UTF-8';
  }
  if (line.includes('\0')) {
    return 'must have no U+0000, as UTF-16 has beside each letter; save the file as UTF-8';
  }
  if (line.trim() === '') {
    return 'must not be blank; remove it';
  }
  return line.includes('\r') ? 'must have no carriage return but at its end, before the line feed; one in a key is %0D, in a file with `columns`' : undefined;
}

/** A first row that has nothing but names of columns in the columns that S3 reads. */
function headerRule(line: string, columns: readonly ManifestColumn[] = []): string | undefined {
  const headings = line.split(',').map((field) => field.replace(/["'\s_]/g, '').toLowerCase()).filter((_, index) => columns[index] !== ManifestColumn.IGNORE);
  return headings.includes(ManifestColumn.KEY.toLowerCase()) && headings.every((heading) => HEADINGS.includes(heading))
    ? 'must be no header row, which S3 takes for an object; remove it; where there is such an object, move it down or name it by '
      + `JobManifest.fromObjects, got: ${show(line)}`
    : undefined;
}

function keyRow(key: string): RowOrRule {
  const encoded = encodeKey(key)!;
  const rule = keyRule(key) ?? encodedKeyRule(encoded);
  return rule === undefined ? { text: encoded, key } : { rule: `is a key, which ${rule}` };
}

function csvRow(text: string, columns: readonly ManifestColumn[]): RowOrRule {
  const fields = text.split(',');
  const rule = shapeRule(text, fields.length, columns.length);
  if (rule !== undefined) {
    return { rule };
  }
  const field = fields[columns.indexOf(ManifestColumn.KEY)];
  const key = decodeKey(field);
  if (key === undefined) {
    return { rule: 'must have a URL-encoded key, with %20 for a space and %2B for a plus sign' };
  }
  const wrongKey = keyRule(key) ?? encodedKeyRule(field);
  if (wrongKey !== undefined) {
    return { rule: `has a key, which ${wrongKey}` };
  }
  const wrongVersion = columns.includes(ManifestColumn.VERSION_ID) ? versionIdRule(fields[columns.indexOf(ManifestColumn.VERSION_ID)]) : undefined;
  return wrongVersion === undefined ? { text, key } : { rule: `has a version id, which ${wrongVersion}` };
}

/** What a line of CSV must be and isn't. S3 User Guide, "Troubleshooting Batch Operations". */
function shapeRule(text: string, count: number, columns: number): string | undefined {
  if (text.includes('"')) {
    return 'must have no quotes; one in a key is %22';
  }
  if (count !== columns) {
    return `must have as many columns as \`columns\`, ${columns}, and has ${count}; a comma in a key is %2C`;
  }
  return /\s$/.test(text) ? 'must not end in a space; one in a key is %20' : undefined;
}
