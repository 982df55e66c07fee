import { invalidContent } from './manifest-error';
import type { ManifestField } from '../model/job-request';

/** Where the rows of a manifest's CSV have what. */
export interface CsvColumns {
  /** How many fields a row has. */
  readonly count: number;
  readonly bucket: number;
  readonly key: number;
  /** Only in a manifest that names versions. */
  readonly versionId?: number;
}

/** The columns that a job declares for its manifest. */
export function columnsOf(fields: readonly ManifestField[] = []): CsvColumns {
  return columnsNamed(fields, (field) => field !== 'Ignore');
}

/** The columns in an inventory's `fileSchema`, such as `Bucket, Key, VersionId, Size`. */
export function columnsOfSchema(fileSchema: string): CsvColumns {
  return columnsNamed(fileSchema.split(',').map((field) => field.trim()), () => true);
}

function columnsNamed(fields: readonly string[], isUnique: (field: string) => boolean): CsvColumns {
  const missing = ['Bucket', 'Key'].filter((field) => !fields.includes(field));
  // the beginning of the text is the service's
  if (missing.length > 0) throw invalidContent(`Required fields are missing in the schema: ${missing.join(', ')}`);
  const repeated = fields.find((field, index) => isUnique(field) && fields.indexOf(field) < index);
  if (repeated !== undefined) throw invalidContent(`The schema has a field twice: ${repeated}`);
  return {
    count: fields.length,
    bucket: fields.indexOf('Bucket'),
    key: fields.indexOf('Key'),
    ...(fields.includes('VersionId') && { versionId: fields.indexOf('VersionId') }),
  };
}
