import { type ClientRequest, request as httpRequest } from 'node:http';
import type { LookupFunction } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FunctionRunner, InvocationElsewhere, InvocationResult } from './invocation';
import { type HttpAnswer, resultIn } from './invoke-answer';
import { Turns } from './turns';

/**
 * How many milliseconds later than the function's timeout an answer may come: who runs it there sees to the timeout, and
 * may have to start a container first.
 */
const MARGIN = 120_000;

/** No answer came in time. */
class Overdue extends Error {}

/** Where a name under `localhost` is, whatever this machine's resolver says of it. RFC 6761, section 6.3. */
const LOOPBACK = [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }];

const lookup: LookupFunction = (_hostname, { all }, callback) => {
  if (all) process.nextTick(callback, null, LOOPBACK);
  else process.nextTick(callback, null, LOOPBACK[0].address, LOOPBACK[0].family);
};

/** Runs functions by Invoke, wherever on this machine it is answered. Nothing is signed, and no redirection followed. */
export class RemoteRunner implements FunctionRunner<InvocationElsewhere> {
  private readonly running = new Set<ClientRequest>();
  private readonly turns = new Turns();
  private isClosed = false;

  invoke(invocation: InvocationElsewhere): Promise<InvocationResult> {
    const send = () => this.send(invocation);
    return invocation.isOneAtATime ? this.turns.take(invocation.url, send) : send();
  }

  /** Waits for no answer any more. */
  close(): void {
    this.isClosed = true;
    for (const request of this.running) request.destroy(new Error('the cloud is closed'));
  }

  private async send({ url, event, timeoutMilliseconds }: InvocationElsewhere): Promise<InvocationResult> {
    if (this.isClosed) throw new Error('no more functions are run: the cloud is closed');
    const request = httpRequest(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
      lookup,
      // not the global one, which may be told to go through a proxy
      agent: false,
    });
    let isConnected = false;
    request.once('socket', (socket) => socket.once('connect', () => { isConnected = true; }));
    this.running.add(request);
    const overdue = setTimeout(() => request.destroy(new Overdue()), timeoutMilliseconds + MARGIN);
    try {
      return resultIn(await exchange(request, JSON.stringify(event)), url);
    } catch (error) {
      if (error instanceof Overdue) return { outcome: 'timedOut' };
      const { code, message } = error as NodeJS.ErrnoException;
      if (!isConnected) return { outcome: 'unreachable', why: `nobody answers at ${url} (${code ?? message})` };
      return { outcome: 'died', ending: `the end of the connection to ${url} (${code ?? message})` };
    } finally {
      clearTimeout(overdue);
      this.running.delete(request);
    }
  }
}

function exchange(request: ClientRequest, body: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      text(response).then((answered) => resolve({ status: response.statusCode!, headers: response.headers, body: answered }), reject);
    });
    request.end(body);
  });
}
