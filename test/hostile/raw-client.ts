import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a server may take to answer what it has in full, in milliseconds, on a slow machine. */
const HANGS = 20_000;

/** What a process may hold: an attack that costs more would end it. In MiB. */
const MEMORY = 512;

/** A cloud in a process of its own. */
export interface CloudProcess {
  readonly port: number;
  /** Whose policies allow everything. */
  readonly accessKeyId: string;
  /** Ends it; fails where it has ended by itself. */
  stop(): Promise<void>;
}

export async function startCloudProcess(): Promise<CloudProcess> {
  const arguments_ = [`--max-old-space-size=${MEMORY}`, '--import', 'tsx', join(__dirname, 'cloud-process.ts')];
  const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => complaint += text.toString());
  const ended = once(child, 'exit');
  const failed = ended.then(() => { throw new Error(`the cloud ended: ${complaint}`); });
  failed.catch(() => undefined);
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), failed]) as [string];
  return {
    ...JSON.parse(line) as { port: number; accessKeyId: string },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) await failed;
      child.kill();
      await ended;
    },
  };
}

/** Sends bytes as they are, and resolves to all that comes back until the server closes the connection. */
export function exchange(port: number, pieces: readonly (string | Buffer)[], { halfClose = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const answer: Buffer[] = [];
    const given = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the server neither answered nor closed in time; so far: ${Buffer.concat(answer).toString('latin1', 0, 500)}`));
    }, HANGS);
    const done = () => {
      clearTimeout(given);
      socket.destroy();
      resolve(Buffer.concat(answer).toString('latin1'));
    };
    socket.on('data', (chunk) => answer.push(chunk));
    socket.once('end', done).once('close', done);
    // a server may close before it has read all: what it said counts
    socket.on('error', () => undefined);
    for (const piece of pieces) socket.write(piece);
    if (halfClose) socket.end();
  });
}

/** One request that ends its connection. `headers` are whole lines, each with its end. */
export function requestBytes(method: string, target: string, { headers = '', body = Buffer.alloc(0), host = 'Host: 127.0.0.1\r\n' }: {
  readonly headers?: string; readonly body?: Buffer | string; readonly host?: string;
} = {}): Buffer {
  const bytes = Buffer.from(body);
  const head = `${method} ${target} HTTP/1.1\r\n${host}Connection: close\r\n${headers}Content-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}

/** The line of a signature in the name of a key, for a service. */
export function signedBy(accessKeyId: string, service = 's3'): string {
  return `Authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0\r\n`;
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? Number.NaN);
}

/** An error's code: in XML, or in Lambda's header. */
export function codeOf(answer: string): string | undefined {
  return /<Code>([^<]+)<\/Code>/.exec(answer)?.[1] ?? /^x-amzn-errortype: (.+)$/im.exec(answer)?.[1];
}

/** What nobody outside of the process is to see. */
const SECRETS = [/\n\s+at \S+ \(/, /node:internal/, /node_modules/, ...[process.cwd(), homedir(), tmpdir()].map((folder) => new RegExp(`${folder}/`))];

/** An answer is a success, or an error with a code; no defect of the server, and nothing of the machine that it runs on. */
export function expectProperAnswer(answer: string, method = 'GET'): void {
  const status = statusOf(answer);
  expect(status).toBeGreaterThanOrEqual(200);
  expect([status, answer]).not.toEqual([500, expect.anything()]);
  if (status >= 400 && method !== 'HEAD') expect([answer, codeOf(answer)]).toEqual([answer, expect.stringMatching(/^[A-Za-z0-9]+$/)]);
  for (const secret of SECRETS) expect(answer).not.toMatch(secret);
}
