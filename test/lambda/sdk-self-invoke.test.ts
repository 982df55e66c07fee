import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invokeLater } from '../../lambda/sdk-self-invoke';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:app-Handler-1A2B';

let server: Server;
let status: number;
let received: { readonly path: string; readonly type: string; readonly body: string }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ path: `${request.method} ${decodeURIComponent(request.url!)}`, type: String(request.headers['x-amz-invocation-type']), body });
      response.writeHead(status, status === 202 ? {} : { 'x-amzn-errortype': 'AccessDeniedException' });
      response.end(status === 202 ? '' : '{"Message":"may not invoke"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  received = [];
  status = 202;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const invoke = () => invokeLater(ARN, { RequestId: 'r', watch: { v: 1 } }, {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  maxAttempts: 1,
});

test('hands the event over without waiting for what comes of it', async () => {
  await invoke();

  expect(received).toEqual([{ path: `POST /2015-03-31/functions/${ARN}/invocations`, type: 'Event', body: '{"RequestId":"r","watch":{"v":1}}' }]);
});

test('says what Lambda said', async () => {
  status = 403;

  await expect(invoke()).rejects.toMatchObject({ name: 'ServiceError', code: 'AccessDeniedException', status: 403, message: 'may not invoke' });
});
