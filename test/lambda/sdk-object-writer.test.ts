import type { ServerResponse } from 'node:http';
import { HttpS3, type S3Request } from './http-s3';
import type { ManifestStore } from '../../lambda/manifest-store';

let s3: HttpS3;
let store: ManifestStore;
beforeEach(async () => {
  s3 = await HttpS3.start(uploads);
  store = s3.store();
});
afterEach(() => s3.close());

/** As the API reference has it, for an upload called `u`. */
function uploads({ line }: S3Request, response: ServerResponse): void {
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

async function* inOnePlace(...texts: string[]): AsyncGenerator<Uint8Array> {
  const place = Buffer.alloc(3);
  for (const text of texts) {
    place.write(text);
    yield place;
  }
}

const target = { bucket: 'staging', key: 'a b/x.csv' };
const lines = () => s3.received.map(({ line }) => line.replace(/&?x-id=\w+/, '').replace(/\?$/, ''));
const uploaded = () => s3.received.filter(({ line }) => line.includes('partNumber')).map(({ body }) => body.toString());

test.each(['rows', ''])('writes one part %j in one call, encrypted with S3\'s own keys', async (text) => {
  expect(await store.write(target, parts(text))).toEqual({ etag: '"single"', versionId: 'v1' });

  expect(lines()).toEqual(['PUT /staging/a%20b/x.csv']);
  expect(s3.received[0].headers['x-amz-server-side-encryption']).toBe('AES256');
  expect(s3.received[0].body.toString()).toBe(text);
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
  expect(s3.received[0].headers['x-amz-server-side-encryption']).toBe('AES256');
  expect(s3.received.slice(1, 4).map(({ body }) => body.toString())).toEqual(['one', 'two', 'three']);
  expect(s3.received[4].body.toString().match(/<Part>.*?<\/Part>/g)).toEqual([1, 2, 3].map((part) => (
    `<Part><ETag>&quot;part-${part}&quot;</ETag><ChecksumCRC32>crc-${part}</ChecksumCRC32><PartNumber>${part}</PartNumber></Part>`
  )));
});

test('takes parts that all lie in the same memory', async () => {
  await store.write(target, inOnePlace('one', 'two', 'six'));

  expect(uploaded()).toEqual(['one', 'two', 'six']);
});

test('lets a part lie where it is until S3 has it, however often it has to be sent', async () => {
  const twice = (line: string) => s3.received.filter((request) => request.line === line).length > 1;
  s3.answer = (request, response) => (request.line.includes('partNumber') && !twice(request.line)
    ? void response.destroy()
    : uploads(request, response));

  await s3.store({ maxAttempts: 2 }).write(target, inOnePlace('one', 'two', 'six'));

  expect(uploaded()).toEqual(['one', 'one', 'two', 'two', 'six', 'six']);
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
  s3.answer = (request, response) => (request.line.includes('partNumber=2') || request.line.startsWith('DELETE')
    ? void response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>no</Message></Error>')
    : uploads(request, response));

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
    s3.answer = (_, response) => void response.end('a\nb\n');

    expect(await read()).toBe('a\nb\n');
    expect(lines()).toEqual(['GET /assets/r.csv']);
  });

  test('says what S3 said', async () => {
    s3.answer = (_, response) => void response.writeHead(404).end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');

    await expect(read()).rejects.toMatchObject({ name: 'ServiceError', code: 'NoSuchKey', status: 404 });
  });

  test('takes a connection that breaks for no end', async () => {
    s3.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };

    await expect(read()).rejects.toMatchObject({ name: 'ServiceError' });
  });

  test('is no more than asked for: whoever stops early lets the connection go', async () => {
    const closed = new Promise<void>((resolve) => {
      s3.answer = (_, response) => {
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
