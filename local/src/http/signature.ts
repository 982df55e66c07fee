import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who claims to have signed a request: the access key id in Signature Version 4's credential, from the header or, in a
 * pre-signed URL, the query. The signature itself isn't verified.
 */
export function accessKeyIdOf(headers: IncomingHttpHeaders, query: URLSearchParams): string | undefined {
  const inHeader = /^AWS4-HMAC-SHA256 .*?Credential=([^/,\s]+)\//.exec(headers.authorization ?? '');
  return inHeader?.[1] ?? query.get('X-Amz-Credential')?.split('/')[0];
}
