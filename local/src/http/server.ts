import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isForThisHost } from './own-host';
import { accessKeyIdOf } from './signature';
import { errorResponse } from './xml';

/** One HTTP request, read to its end. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The access key id in the signature's credential; undefined for an unsigned request. Signatures aren't verified. */
  readonly accessKeyId?: string;
}

/** What a request is answered with. */
export interface ApiResponse {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** One service's wire format. The first facade that matches a request answers it. */
export interface Facade {
  readonly name: string;
  matches(request: ApiRequest): boolean;
  handle(request: ApiRequest): Promise<ApiResponse>;
}

/** What a test may do to one exchange: the request is never seen, or it is, and the answer is never sent. */
export type Fault = 'loseRequest' | 'loseAnswer';

/** Where the server listens and what it serves. */
export interface ServerOptions {
  readonly facades: readonly Facade[];
  readonly fault?: (request: ApiRequest) => Fault | undefined;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Stops listening and cuts the connections that are open. */
  close(): Promise<void>;
}

/** The largest body that is read, in bytes: a put of a large file through S3's own API. */
const BODY_LIMIT = 64 * 1024 * 1024;

/** Node.js' own `fetch` sends Sec-Fetch-Mode, but none of these. */
const BROWSER_HEADERS = ['origin', 'sec-fetch-site', 'sec-fetch-dest', 'sec-fetch-user'];

/** Serves the facades on a free port of 127.0.0.1, to programs and not to browsers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    exchange(options, incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve, reject) => {
      server.close((error) => error ? reject(error) : resolve());
      server.closeAllConnections();
    }),
  };
}

async function exchange(options: ServerOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    send(outgoing, errorResponse(413, 'EntityTooLarge', `a request body may have ${BODY_LIMIT} bytes`));
    return;
  }
  const request = requestOf(incoming, body);
  const fault = options.fault?.(request);
  if (fault === 'loseRequest') {
    outgoing.destroy();
    return;
  }
  const response = await answer(options.facades, request, isForThisHost(incoming.headers, incoming.url ?? ''));
  if (fault === 'loseAnswer') outgoing.destroy();
  else send(outgoing, response);
}

async function answer(facades: readonly Facade[], request: ApiRequest, isForHere: boolean): Promise<ApiResponse> {
  if (!isForHere) return errorResponse(403, 'AccessDenied', `requests for the host ${request.headers.host ?? ''} are refused: this is a server for this machine alone`);
  // a web page has no business here; what browsers alone send tells of one
  const ofBrowser = BROWSER_HEADERS.find((name) => request.headers[name] !== undefined);
  if (ofBrowser) return errorResponse(403, 'AccessDenied', `requests with the header ${ofBrowser} are refused: browsers send it`);
  const facade = facades.find((candidate) => candidate.matches(request));
  if (!facade) return errorResponse(501, 'NotImplemented', `nothing here answers ${request.method} ${request.path}`);
  try {
    return await facade.handle(request);
  } catch (error) {
    return errorResponse(500, 'InternalError', `${facade.name} failed on ${request.method} ${request.path}: ${String(error)}`);
  }
}

/** The whole body; undefined when it is over the limit. Read to its end either way: a client that still sends hears no answer. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length <= BODY_LIMIT ? Buffer.concat(chunks) : undefined;
}

function requestOf(incoming: IncomingMessage, body: Buffer): ApiRequest {
  const { method = 'GET', headers } = incoming;
  const [, path, search] = REQUEST_TARGET.exec(incoming.url ?? '')!;
  const query = new URLSearchParams(search);
  return { method, path: path || '/', query, headers, body, accessKeyId: accessKeyIdOf(headers, query) };
}

/**
 * A path and its query, taken as sent: a URL parser would shorten `a/../b`, which S3 takes for a key. A client behind an
 * HTTP proxy setting sends the whole URL.
 */
const REQUEST_TARGET = /^(?:https?:\/\/[^/?]*)?([^?]*)(?:\?([\s\S]*))?$/;

function send(outgoing: ServerResponse, { status, headers, body }: ApiResponse): void {
  try {
    outgoing.writeHead(status, headers);
  } catch (error) {
    // Node.js' message names the header
    send(outgoing, errorResponse(500, 'InternalError', `the answer can't be sent: ${String(error)}`));
    return;
  }
  outgoing.end(body);
}
