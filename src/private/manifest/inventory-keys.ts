import { Token } from 'aws-cdk-lib';

/** What S3 calls the file that a report begins with. S3 User Guide, "Locating your inventory list". */
export const MANIFEST_JSON = 'manifest.json';

/** What S3 calls the folder of a report: by the time of the inventory. S3 User Guide, "Locating your inventory list". */
const REPORT_FOLDER = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}Z$/;

/**
 * What the keys of a report's data files start with, from the key of its manifest.json, which S3 writes to
 * `<prefix>/<bucket>/<configuration>/<time>/manifest.json`; undefined where it can't be told, because the key is another.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 */
export function inventoryDataPrefix(manifestJsonKey: string): string | undefined {
  const folders = manifestJsonKey.split('/');
  const [reportFolder = '', file] = folders.splice(-2);
  // one that only the deployment knows may be many
  const hasConfiguration = folders.length >= 2 || folders.some((folder) => Token.isUnresolved(folder));
  return hasConfiguration && file === MANIFEST_JSON && REPORT_FOLDER.test(reportFolder) ? [...folders, 'data', ''].join('/') : undefined;
}
