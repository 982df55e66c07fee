import { type AdviceRow, saying } from './advice-table';

/** What to do about a manifest's header row. */
export const DROP_HEADER = 'Leave the header row out of the manifest: `columns` names the columns.';

/** What it means that a task failed which looks like a header row, of whatever its failure was. */
export const HEADER_ADVICE: readonly AdviceRow[] = [
  saying(/\(a manifest has no header row: /, 'The row is the manifest\'s header, which S3 takes for an object.', DROP_HEADER),
];
