import { ManifestColumn } from '../../manifest-column';
import { show } from '../checks';

const PATH = 'manifest.columns';
const NAMES = Object.keys(ManifestColumn).map((name) => `ManifestColumn.${name}`).join(', ');

/**
 * Unless the columns name an object each row, by what S3 knows to read.
 * @param buckets how many columns of buckets there are
 */
export function columnProblems(columns: unknown, buckets: 0 | 1 = 1): string[] {
  if (!Array.isArray(columns)) {
    return [`\`${PATH}\` must be a list of ManifestColumn, got: ${show(columns)}`];
  }
  // a hole of a list is a value too
  const unknown = Array.from<unknown>(columns).filter((column) => !Object.values<unknown>(ManifestColumn).includes(column));
  return [
    ...unknown.map((column) => `\`${PATH}\` must hold ${NAMES}, got: ${show(column)}`),
    ...(buckets === 1 ? countProblems(columns, ManifestColumn.BUCKET, 1) : noBucketProblems(columns)),
    ...countProblems(columns, ManifestColumn.KEY, 1),
    ...countProblems(columns, ManifestColumn.VERSION_ID, 0),
  ];
}

function noBucketProblems(columns: readonly unknown[]): string[] {
  return columns.includes(ManifestColumn.BUCKET) ? [`\`${PATH}\` must not hold ${ManifestColumn.BUCKET}: the deployment puts it before them`] : [];
}

function countProblems(columns: readonly unknown[], column: ManifestColumn, least: 0 | 1): string[] {
  const count = columns.filter((candidate) => candidate === column).length;
  return count >= least && count <= 1
    ? []
    : [`\`${PATH}\` must hold ${column} ${least === 1 ? 'once' : 'at most once'}, got it ${count} times`];
}
