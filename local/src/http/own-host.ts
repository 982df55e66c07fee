import type { IncomingHttpHeaders } from 'node:http';

/** Loopback, and the name that clients behind an HTTP proxy setting give to S3 Control, with the account before it or without. */
const OWN_NAMES = /^(127\.0\.0\.1|\[::1\]|([^.]+\.)*localhost|([^.]+\.)?s3-control\.local)$/i;

/**
 * This machine for the containers of Docker Desktop, which reach its loopback by it. No web page can have the name unless it
 * comes from who answers this machine's DNS: `.internal` is in no public zone. ICANN, "Proposed Top-Level Domain String for
 * Private Use".
 */
const CONTAINERS_NAME = /^host\.docker\.internal$/i;

/**
 * The host that a request is meant for, if that isn't this server. A web page whose name was made to resolve to loopback
 * sends its own name, and neither an Origin nor anything else that would tell.
 * @param target the request line's: a path or, behind a proxy setting, a whole URL
 */
export function otherHostOf({ host }: IncomingHttpHeaders, target: string, isForContainers = false): string | undefined {
  const [, inTarget] = /^[a-z]+:\/\/([^/?]*)/i.exec(target) ?? [];
  return [host, inTarget].find((authority) => authority !== undefined && !isOwn(authority.replace(/:\d+$/, ''), isForContainers));
}

function isOwn(name: string, isForContainers: boolean): boolean {
  return OWN_NAMES.test(name) || isForContainers && CONTAINERS_NAME.test(name);
}
