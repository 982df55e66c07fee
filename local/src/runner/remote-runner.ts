import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { FunctionRunner, InvocationElsewhere, InvocationResult } from './invocation';
import { type HttpAnswer, resultIn } from './invoke-answer';
import { PlacesByName } from './places-by-name';
import { RESPONSE_LIMIT, RESPONSE_TOO_LARGE } from './response-limit';

/**
 * How many milliseconds later than the function's timeout an answer may come: who runs it there sees to the timeout, and
 * may have to start a container first.
 */
const MARGIN = 120_000;

/** No answer came in time. */
class Overdue extends Error {}

/** The answer is longer than a function's may be. */
class TooLarge extends Error {}

/** Nobody wants the answer any more. */
class Unwanted extends Error {}

/** Where a name under `localhost` is, whatever this machine's resolver says of it. RFC 6761, section 6.3. */
const LOOPBACK = [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }];

const lookup: LookupFunction = (_hostname, { all }, callback) => {
  if (all) process.nextTick(callback, null, LOOPBACK);
  else process.nextTick(callback, null, LOOPBACK[0].address, LOOPBACK[0].family);
};

/** Runs functions by Invoke, wherever on this machine it is answered. Nothing is signed, and no redirection followed. */
export class RemoteRunner implements FunctionRunner<InvocationElsewhere> {
  private readonly running = new Map<ClientRequest, InvocationElsewhere>();
  private readonly unwanted: ((invocation: InvocationElsewhere) => boolean)[] = [];
  private readonly turns = new PlacesByName(1);
  private isClosed = false;

  invoke(invocation: InvocationElsewhere): Promise<InvocationResult> {
    const send = () => this.send(invocation);
    return invocation.isOneAtATime ? this.turns.take(invocation.url, send) : send();
  }

  /** Waits no longer for the answers to these, and sends no more of them. What runs elsewhere can't be ended. */
  abandon(isUnwanted: (invocation: InvocationElsewhere) => boolean): void {
    this.unwanted.push(isUnwanted);
    for (const [request, invocation] of this.running) if (isUnwanted(invocation)) request.destroy(new Unwanted());
  }

  /** Waits for no answer any more. */
  close(): void {
    this.isClosed = true;
    for (const request of this.running.keys()) request.destroy(new Error('the cloud is closed'));
  }

  private async send(invocation: InvocationElsewhere): Promise<InvocationResult> {
    if (this.isClosed) throw new Error('no more functions are run: the cloud is closed');
    const { url, event, timeoutMilliseconds } = invocation;
    if (this.unwanted.some((isUnwanted) => isUnwanted(invocation))) return abandoned(url);
    const request = httpRequest(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
      lookup,
      // not the global one, which may be told to go through a proxy
      agent: false,
    });
    let isConnected = false;
    request.once('socket', (socket) => socket.once('connect', () => { isConnected = true; }));
    this.running.set(request, invocation);
    const overdue = setTimeout(() => request.destroy(new Overdue()), timeoutMilliseconds + MARGIN);
    try {
      return resultIn(await exchange(request, JSON.stringify(event)), url);
    } catch (error) {
      if (error instanceof Overdue) return { outcome: 'timedOut' };
      if (error instanceof TooLarge) return RESPONSE_TOO_LARGE;
      if (error instanceof Unwanted) return abandoned(url);
      const { code, message } = error as NodeJS.ErrnoException;
      if (!isConnected) return { outcome: 'unreachable', why: `nobody answers at ${url} (${code ?? message})` };
      return { outcome: 'died', ending: `the end of the connection to ${url} (${code ?? message})` };
    } finally {
      clearTimeout(overdue);
      this.running.delete(request);
    }
  }
}

function exchange(request: ClientRequest, event: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      bodyOf(response).then((body) => resolve({ status: response.statusCode!, headers: response.headers, body }), (error: Error) => {
        request.destroy(error);
        reject(error);
      });
    });
    request.end(event);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > RESPONSE_LIMIT) throw new TooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function abandoned(url: string): InvocationResult {
  return { outcome: 'died', ending: `no answer of ${url} before its job was cancelled` };
}
