import { ResponseInbox } from '../../../local/src/http/response-url';
import { type RunningServer, startServer } from '../../../local/src/http/server';

let inbox: ResponseInbox;
let server: RunningServer;

beforeEach(async () => {
  inbox = new ResponseInbox();
  server = await startServer({ facades: [inbox] });
});

afterEach(() => server.close());

// bytes, because text would bring a content type along
const put = (path: string, body: string, headers = {}) => fetch(server.url + path, { method: 'PUT', body: Buffer.from(body), headers });

test('takes an answer at the URL that it was asked for at', async () => {
  const [one, other] = [inbox.open(), inbox.open()];
  expect((await put(other.path, 'other')).status).toBe(200);
  expect((await put(one.path, 'one')).status).toBe(200);
  expect([String(await one.answer), String(await other.answer)]).toEqual(['one', 'other']);
});

test('takes a second answer, and keeps to the first', async () => {
  const { path, answer } = inbox.open();
  await put(path, 'first');
  expect((await put(path, 'second')).status).toBe(200);
  expect(String(await answer)).toBe('first');
});

test('refuses a URL that it never gave, another method, and a content type', async () => {
  const { path } = inbox.open();
  expect((await put(`${path}0`, 'x')).status).toBe(403);
  expect((await fetch(server.url + path)).status).toBe(403);
  expect((await put(path, '{}', { 'content-type': 'application/json' })).status).toBe(403);
});
