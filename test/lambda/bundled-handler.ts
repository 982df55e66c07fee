import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { HttpCloud } from './http-cloud';
import type { JobEvent } from '../../lambda/events';

/** What is deployed: the handler with its SDK clients. */
export const BUNDLE = path.join(__dirname, '..', '..', 'assets', 'handler');

interface ProcessOptions {
  readonly nodeOptions?: readonly string[];
  /** Beside what the clients need. */
  readonly environment?: { readonly [name: string]: string };
}

/**
 * Runs the bundle on an event, or only loads it, in a process of its own whose APIs are those of `cloud`.
 * @returns the most memory that the process had, in bytes
 */
export async function runBundle(event: JobEvent | undefined, cloud: HttpCloud, options: ProcessOptions = {}): Promise<number> {
  const { nodeOptions = [], environment = {} } = options;
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, '--input-type=module', '--eval', program(event, cloud.url)], {
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AK',
      AWS_SECRET_ACCESS_KEY: 'SK',
      AWS_ENDPOINT_URL: cloud.url,
      AWS_ENDPOINT_URL_S3_CONTROL: cloud.url.replace('127.0.0.1', 'localhost'),
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
      ...environment,
    },
  });
  return Number(/peak (\d+)/.exec(stdout)![1]) * 1024;
}

function program(event: JobEvent | undefined, url: string): string {
  const call = `await handler(${JSON.stringify({ ...event, ResponseURL: `${url}/response` })}, { getRemainingTimeInMillis: () => 900000 });`;
  // the SDK puts the account before S3 Control's host, and not every system finds such names on itself
  // a process on Linux inherits the maxRSS of the one that starts it, which here is all of jest; its VmHWM is its own
  return `
    import dns from 'node:dns';
    import { readFileSync } from 'node:fs';
    const { lookup } = dns;
    dns.lookup = (host, ...rest) => lookup(host.endsWith('.localhost') ? '127.0.0.1' : host, ...rest);
    const { handler } = await import(${JSON.stringify(path.join(BUNDLE, 'index.mjs'))});
    ${event === undefined ? '' : call}
    const peak = process.platform === 'linux' ? /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] : process.resourceUsage().maxRSS;
    process.stdout.write('peak ' + peak, () => process.exit(0));`;
}
