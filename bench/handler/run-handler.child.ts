/** Runs what is deployed on events, one after the other, and reports when it got them: `run-handler.child.ts <file of events> [trace]`. */
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import type { HandlerRun } from './run-handler';
import { report } from '../measure/child';

const HANDLER = join(process.cwd(), 'assets', 'handler', 'index.mjs');

// the SDK puts the account before S3 Control's host, and not every system finds such names on itself
const { lookup } = dns;
dns.lookup = ((host: string, ...rest: [never, never]) => lookup(host.endsWith('.localhost') ? '127.0.0.1' : host, ...rest)) as typeof lookup;
// what it tells is for a log
console.log = () => undefined;

async function run(events: readonly object[], isTraced: boolean): Promise<HandlerRun> {
  const loaded: string[] = [];
  const session = new Session();
  if (isTraced) {
    session.connect();
    session.on('Debugger.scriptParsed', ({ params: { url } }) => loaded.push(url));
    session.post('Debugger.enable');
  }
  const { handler } = await import(HANDLER);
  const begunAt: number[] = [];
  for (const event of events) {
    begunAt.push(performance.timeOrigin + performance.now());
    await handler(event, { getRemainingTimeInMillis: () => 900_000 });
  }
  return { begunAt, loaded: loaded.filter((url) => url.endsWith('.mjs')) };
}

const [, , events, trace] = process.argv;
void run(JSON.parse(readFileSync(events, 'utf8')), trace === 'trace').then((measured) => {
  report(measured);
  process.disconnect();
});
