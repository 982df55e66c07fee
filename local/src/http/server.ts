import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defectText } from './defect';
import { otherHostOf } from './own-host';
import { BODY_LIMIT, readBody } from './request-body';
import { accessKeyIdOf } from './signature';
import { answerUnreadable } from './unreadable';
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

/**
 * What a test may do to one exchange: the request is never seen, or it is, and the answer is never sent; the function that
 * sent it may be killed by then.
 */
export type Fault = 'loseRequest' | 'loseAnswer' | 'loseRequestAndCaller' | 'loseAnswerAndCaller';

/** Where the server listens and what it serves. */
export interface ServerOptions {
  readonly facades: readonly Facade[];
  /** Default: a free one. */
  readonly port?: number;
  readonly fault?: (request: ApiRequest) => Fault | undefined;
  /** Ends who sent a request; resolves when they are gone. */
  readonly killCaller?: (request: ApiRequest) => Promise<void>;
  /** Whether it answers to the name that containers know this machine by, too. Default: false. */
  readonly isForContainers?: boolean;
  /** Default: {@link PATIENCE}. */
  readonly patience?: typeof PATIENCE;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Stops listening and cuts the connections that are open. */
  close(): Promise<void>;
}

/** How long a client may take for the headers and for the whole request, and how often that is looked at, in milliseconds. */
const PATIENCE = { headersTimeout: 60_000, requestTimeout: 300_000, connectionsCheckingInterval: 5_000 };

/** Node.js' own `fetch` sends Sec-Fetch-Mode, but none of these. */
const BROWSER_HEADERS = ['origin', 'sec-fetch-site', 'sec-fetch-dest', 'sec-fetch-user'];

/** Serves the facades on a port of 127.0.0.1, to programs and not to browsers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  // a request without a host gets an answer of ours
  const server = createServer({ ...PATIENCE, ...options.patience, requireHostHeader: false }, (incoming, outgoing) => {
    exchange(options, incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  });
  answerUnreadable(server);
  await listen(server, options.port);
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

function listen(server: Server, wanted = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(wanted === 0 ? error : portRefused(wanted, error)));
    server.listen(wanted, '127.0.0.1', resolve);
  });
}

function portRefused(port: number, { code, message }: NodeJS.ErrnoException): Error {
  const why = code === 'EADDRINUSE' ? 'something listens there already' : code === 'EACCES' ? 'this user may not listen there' : message;
  return new Error(`\`port\` must be one that is free, got: ${port}, and ${why}; without it a free one is taken`);
}

async function exchange(options: ServerOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    send(outgoing, errorResponse(413, 'EntityTooLarge', `a request body may have ${BODY_LIMIT} bytes`));
    return;
  }
  const request = requestOf(incoming, body);
  const fault = options.fault?.(request);
  const response = fault?.startsWith('loseRequest') ? undefined : refusalOf(incoming, options) ?? await answer(options.facades, request);
  // before it can notice that the connection is cut
  if (fault?.endsWith('AndCaller')) await options.killCaller?.(request);
  if (fault || !response) outgoing.destroy();
  else send(outgoing, response);
}

/** Why a request isn't one for this server, whatever it asks. */
function refusalOf({ headers, url = '', httpVersion }: IncomingMessage, { isForContainers }: ServerOptions): ApiResponse | undefined {
  if (headers.host === undefined && httpVersion !== '1.0') return errorResponse(400, 'BadRequest', 'the request doesn\'t say its Host');
  const otherHost = otherHostOf(headers, url, isForContainers);
  if (otherHost !== undefined) return errorResponse(403, 'AccessDenied', `requests for the host ${otherHost} are refused: this is a server for this machine alone`);
  // a web page has no business here; what browsers alone send tells of one
  const ofBrowser = BROWSER_HEADERS.find((name) => headers[name] !== undefined);
  return ofBrowser === undefined ? undefined : errorResponse(403, 'AccessDenied', `requests with the header ${ofBrowser} are refused: browsers send it`);
}

async function answer(facades: readonly Facade[], request: ApiRequest): Promise<ApiResponse> {
  const facade = facades.find((candidate) => candidate.matches(request));
  if (!facade) return errorResponse(501, 'NotImplemented', `nothing here answers ${request.method} ${request.path}`);
  try {
    return await facade.handle(request);
  } catch (error) {
    return errorResponse(500, 'InternalError', `${facade.name} failed on ${request.method} ${request.path}: ${defectText(error)}`);
  }
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
const REQUEST_TARGET = /^(?:https?:\/\/[^/?]*)?([^?]*)(?:\?([\s\S]*))?$/i;

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
