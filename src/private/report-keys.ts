/**
 * What the keys of a report start with. Whether S3 puts a second slash after a prefix that ends in one isn't documented,
 * so nothing is said of what follows such a prefix.
 */
export function reportKeyStart(prefix: string | undefined): string {
  if (prefix === undefined) {
    return 'job-';
  }
  return /\/$/.test(prefix) ? prefix : `${prefix}/job-`;
}
