/**
 * The folder of a job's report, with a slash at its end. Whether S3 puts a second slash after a prefix that ends in one
 * isn't documented; here it doesn't.
 */
export function reportFolder(jobId: string, prefix = ''): string {
  return `${prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`}job-${jobId}/`;
}

/** Key of the file that names the report's results. */
export function reportManifestKey(jobId: string, prefix?: string): string {
  return `${reportFolder(jobId, prefix)}manifest.json`;
}
