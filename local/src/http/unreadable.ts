import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorResponse } from './xml';

/** What Node.js' parser says of a client's error, as an answer. */
const ANSWERS: { readonly [code: string]: readonly [status: string, code: string, message: string] } = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'RequestHeaderSectionTooLarge', 'the request line and the headers are too long'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'RequestTimeout', 'the request was not sent in time'],
};

const BAD_REQUEST = ['400 Bad Request', 'BadRequest', 'the request is not HTTP that can be read'] as const;

/** Answers what never becomes a request: as the services answer their errors, where Node.js would send a status alone. */
export function answerUnreadable(server: Server): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (incoming, outgoing) => latest.set(incoming.socket, outgoing));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answering = latest.get(socket);
    const isAmidAnswer = answering?.headersSent === true && !answering.writableFinished;
    if (socket.writable && error.code !== 'ECONNRESET' && !isAmidAnswer) end(socket, ...(Object.hasOwn(ANSWERS, error.code ?? '') ? ANSWERS[error.code!] : BAD_REQUEST));
    else socket.destroy();
  });
  server.on('connect', (_request, socket) => end(socket, '501 Not Implemented', 'NotImplemented', 'nothing here answers CONNECT'));
  server.on('checkExpectation', (_request, outgoing) => {
    const { headers, body } = errorResponse(417, 'ExpectationFailed', 'there is no expectation but 100-continue');
    outgoing.writeHead(417, { ...headers, connection: 'close' }).end(body);
  });
}

function end(socket: Duplex, status: string, code: string, message: string): void {
  const body = String(errorResponse(0, code, message).body);
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
