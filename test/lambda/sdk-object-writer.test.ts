import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ManifestStore } from '../../lambda/manifest-store';
import { sdkManifestStore } from '../../lambda/sdk-manifest-store';

interface Received {
  readonly line: string;
  readonly encryption?: string;
  readonly body: Buffer;
}

let server: Server;
let store: ManifestStore;
let received: Received[];
let answer: (request: Received, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => void collect(request).then((message) => {
    received.push(message);
    answer(message, response);
  }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store = sdkManifestStore({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    maxAttempts: 1,
  });
});

beforeEach(() => {
  received = [];
  answer = s3Answers;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function collect(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return {
    line: `${request.method} ${request.url}`,
    encryption: request.headers['x-amz-server-side-encryption'] as string | undefined,
    body: Buffer.concat(chunks),
  };
}

/** As the API reference has it, for an upload called `u`. */
function s3Answers({ line }: Received, response: ServerResponse): void {
  const part = /partNumber=(\d+)/.exec(line)?.[1];
  if (line.includes('uploads')) {
    response.end('<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>');
  } else if (part !== undefined) {
    response.writeHead(200, { 'etag': `"part-${part}"`, 'x-amz-checksum-crc32': `crc-${part}` }).end();
  } else if (line.startsWith('POST')) {
    response.writeHead(200, { 'x-amz-version-id': 'v2' }).end('<CompleteMultipartUploadResult><ETag>"whole-2"</ETag></CompleteMultipartUploadResult>');
  } else {
    response.writeHead(line.startsWith('DELETE') ? 204 : 200, { 'etag': '"single"', 'x-amz-version-id': 'v1' }).end();
  }
}

async function* parts(...texts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) {
      throw text;
    }
    yield Buffer.from(text);
  }
}

const target = { bucket: 'staging', key: 'a b/x.csv' };
const lines = () => received.map(({ line }) => line.replace(/&?x-id=\w+/, '').replace(/\?$/, ''));

test.each(['rows', ''])('writes one part %j in one call, encrypted with S3\'s own keys', async (text) => {
  expect(await store.write(target, parts(text))).toEqual({ etag: '"single"', versionId: 'v1' });

  expect(lines()).toEqual(['PUT /staging/a%20b/x.csv']);
  expect(received[0].encryption).toBe('AES256');
  expect(received[0].body.toString()).toBe(text);
});

test('writes several parts in their order, and then calls them one object', async () => {
  expect(await store.write(target, parts('one', 'two', 'three'))).toEqual({ etag: '"whole-2"', versionId: 'v2' });

  expect(lines()).toEqual([
    'POST /staging/a%20b/x.csv?uploads=',
    'PUT /staging/a%20b/x.csv?partNumber=1&uploadId=u',
    'PUT /staging/a%20b/x.csv?partNumber=2&uploadId=u',
    'PUT /staging/a%20b/x.csv?partNumber=3&uploadId=u',
    'POST /staging/a%20b/x.csv?uploadId=u',
  ]);
  expect(received[0].encryption).toBe('AES256');
  expect(received.slice(1, 4).map(({ body }) => body.toString())).toEqual(['one', 'two', 'three']);
  expect(received[4].body.toString().match(/<Part>.*?<\/Part>/g)).toEqual([1, 2, 3].map((part) => (
    `<Part><ETag>&quot;part-${part}&quot;</ETag><ChecksumCRC32>crc-${part}</ChecksumCRC32><PartNumber>${part}</PartNumber></Part>`
  )));
});

test('writes nothing in one call of what can\'t be read to its end', async () => {
  await expect(store.write(target, parts('one', new Error('not these rows')))).rejects.toThrow('not these rows');

  expect(lines()).toEqual([]);
});

test('gives an upload up that can\'t be read to its end, and says what the reading said', async () => {
  await expect(store.write(target, parts('one', 'two', new Error('not these rows')))).rejects.toThrow('not these rows');

  expect(lines().slice(-1)).toEqual(['DELETE /staging/a%20b/x.csv?uploadId=u']);
  expect(lines()).not.toContain('POST /staging/a%20b/x.csv?uploadId=u');
});

test('gives an upload up of which S3 refuses a part, and says what S3 said', async () => {
  answer = (request, response) => (request.line.includes('partNumber=2') || request.line.startsWith('DELETE')
    ? void response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>no</Message></Error>')
    : s3Answers(request, response));

  const error = await store.write(target, parts('one', 'two')).catch((thrown: unknown) => thrown);

  expect(String(error)).toBe('AccessDenied: no');
  expect(lines().slice(-1)).toEqual(['DELETE /staging/a%20b/x.csv?uploadId=u']);
});

describe('reading', () => {
  async function read(): Promise<string> {
    const pieces: Uint8Array[] = [];
    for await (const piece of store.read({ bucket: 'assets', key: 'r.csv' })) {
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString();
  }

  test('hands the bytes on', async () => {
    answer = (_, response) => void response.end('a\nb\n');

    expect(await read()).toBe('a\nb\n');
    expect(lines()).toEqual(['GET /assets/r.csv']);
  });

  test('says what S3 said', async () => {
    answer = (_, response) => void response.writeHead(404).end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');

    await expect(read()).rejects.toMatchObject({ name: 'ServiceError', code: 'NoSuchKey', status: 404 });
  });

  test('takes a connection that breaks for no end', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };

    await expect(read()).rejects.toMatchObject({ name: 'ServiceError' });
  });

  test('is no more than asked for: whoever stops early lets the connection go', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (_, response) => {
        response.on('close', resolve);
        response.writeHead(200);
        response.write('a');
      };
    });

    for await (const piece of store.read({ bucket: 'assets', key: 'r.csv' })) {
      expect(Buffer.from(piece).toString()).toBe('a');
      break;
    }

    await closed;
  });
});
