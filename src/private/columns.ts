import { show } from './checks';
import { ManifestColumn } from '../manifest-column';

const PATH = 'manifest.columns';
const NAMES = Object.keys(ManifestColumn).map((name) => `ManifestColumn.${name}`).join(', ');

/** Unless the columns name an object each row, by what S3 knows to read. */
export function columnProblems(columns: unknown): string[] {
  if (!Array.isArray(columns)) {
    return [`\`${PATH}\` must be a list of ManifestColumn, got: ${show(columns)}`];
  }
  const unknown = columns.filter((column) => !Object.values<unknown>(ManifestColumn).includes(column));
  return [
    ...unknown.map((column) => `\`${PATH}\` must hold ${NAMES}, got: ${show(column)}`),
    ...countProblems(columns, ManifestColumn.BUCKET, 1),
    ...countProblems(columns, ManifestColumn.KEY, 1),
    ...countProblems(columns, ManifestColumn.VERSION_ID, 0),
  ];
}

function countProblems(columns: readonly unknown[], column: ManifestColumn, least: 0 | 1): string[] {
  const count = columns.filter((candidate) => candidate === column).length;
  return count >= least && count <= 1
    ? []
    : [`\`${PATH}\` must hold ${column} ${least === 1 ? 'once' : 'at most once'}, got it ${count} times`];
}
