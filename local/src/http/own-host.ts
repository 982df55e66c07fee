import type { IncomingHttpHeaders } from 'node:http';

/** Loopback, and the name that clients behind an HTTP proxy setting give to S3 Control, with the account before it or without. */
const OWN_NAMES = /^(127\.0\.0\.1|\[::1\]|([^.]+\.)*localhost|([^.]+\.)?s3-control\.local)$/i;

/**
 * Whether a request is meant for this server. A web page whose name was made to resolve to loopback sends its own name, and
 * neither an Origin nor anything else that would tell.
 * @param target the request line's: a path or, behind a proxy setting, a whole URL
 */
export function isForThisHost({ host }: IncomingHttpHeaders, target: string): boolean {
  const [, inTarget] = /^https?:\/\/([^/?]*)/.exec(target) ?? [];
  return [host, inTarget].every((authority) => authority === undefined || OWN_NAMES.test(authority.replace(/:\d+$/, '')));
}
