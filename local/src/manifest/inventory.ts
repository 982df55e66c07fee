import { type CsvColumns, columnsOfSchema } from './csv-columns';
import { type InventoryFile, inventoryFileTasks } from './inventory-file';
import type { TaskPieces } from './manifest';
import { invalidContent } from './manifest-error';
import type { ManifestRequest } from '../model/job-request';
import type { JobContext } from '../operations/executor';
import { bucketNameOf, objectOfArn } from '../store/resource-arn';

/** An inventory's manifest.json, as far as a job reads it. S3 User Guide, "Locating your inventory list". */
export interface Inventory {
  /** Name of the bucket that the inventory was delivered to. */
  readonly destinationBucket: string;
  readonly columns: CsvColumns;
  readonly files: readonly InventoryFile[];
}

/** What stands in a manifest.json. Fails with a `ManifestError`. */
export function inventoryIn(json: string): Inventory {
  const { destinationBucket, fileFormat, fileSchema, files } = membersIn(json);
  // S3 User Guide, "Creating an S3 Batch Operations job": of inventories only those in CSV
  if (fileFormat !== 'CSV') throw invalidContent(`The inventory must be in CSV, its \`fileFormat\` is: ${typeof fileFormat === 'object' ? 'no text' : JSON.stringify(fileFormat)}`);
  if (typeof fileSchema !== 'string') throw invalidContent('The inventory has no `fileSchema`');
  if (typeof destinationBucket !== 'string') throw invalidContent('The inventory has no `destinationBucket`');
  if (!Array.isArray(files)) throw invalidContent('The inventory has no `files`');
  return {
    destinationBucket: destinationBucket.startsWith('arn:') ? bucketNameOf(destinationBucket) : destinationBucket,
    columns: columnsOfSchema(fileSchema),
    files: files.map(checkedFile),
  };
}

/** The rows of all files as tasks. Fails with an `S3Error` or a `ManifestError`. */
export async function* inventoryTasks(inventory: Inventory, { ObjectArn }: ManifestRequest['Location'], job: JobContext): TaskPieces {
  const own = objectOfArn(ObjectArn).bucket;
  for (const file of inventory.files) yield* inventoryFileTasks(file, bucketOf(inventory, own, job), inventory.columns, job);
}

function bucketOf({ destinationBucket }: Inventory, own: string, { unknowns }: JobContext): string {
  // the open question is asked only where something depends on it
  return destinationBucket === own || unknowns.inventoryFilesBucket === 'the manifest\'s' ? own : destinationBucket;
}

function membersIn(json: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value as { readonly [name: string]: unknown };
  } catch {
    // told of below, like JSON that is no object
  }
  throw invalidContent('The inventory\'s manifest.json is not a JSON object');
}

function checkedFile(value: unknown, index: number): InventoryFile {
  const { key, size, MD5checksum } = (value ?? {}) as Partial<InventoryFile>;
  if (typeof key !== 'string' || typeof size !== 'number' || typeof MD5checksum !== 'string') {
    throw invalidContent(`The inventory's \`files[${index}]\` must have a \`key\`, a \`size\` and an \`MD5checksum\``);
  }
  return { key, size, MD5checksum };
}
