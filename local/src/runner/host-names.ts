import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isAwsName } from './aws-names';

type Lookup = (hostname: string, options: object, callback: LookupCallback) => void;
type LookupCallback = (error: Error | null, address?: string | { address: string; family: number }[], family?: number) => void;
type LookupArguments = [options: object | number, callback: LookupCallback] | [callback: LookupCallback];

/**
 * Makes this process find every name under `localhost` at 127.0.0.1, where systems differ (RFC 6761, section 6.3), and no
 * name of AWS: what is signed with a key of this machine has no business there.
 */
export function keepNamesHere(): void {
  const original = dns.lookup as unknown as Lookup;
  const lookup = (hostname: string, ...rest: LookupArguments): void => {
    const [given, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
    const options = typeof given === 'number' ? { family: given } : given;
    if (isAwsName(hostname)) {
      process.nextTick(callback, new Error(`${hostname} isn't called from here: use a client that follows AWS_ENDPOINT_URL, `
        + 'as those of a current AWS SDK for JavaScript v3 do, and give it no endpoint of AWS'));
    } else if (!/(^|\.)localhost$/i.test(hostname)) {
      original(hostname, options, callback);
    } else if ('all' in options && options.all) {
      process.nextTick(callback, null, [{ address: '127.0.0.1', family: 4 }]);
    } else {
      process.nextTick(callback, null, '127.0.0.1', 4);
    }
  };
  // with what util.promisify knows the function by
  Object.assign(dns, { lookup: Object.defineProperties(lookup, Object.getOwnPropertyDescriptors(dns.lookup)) });
  syncBuiltinESMExports();
}
