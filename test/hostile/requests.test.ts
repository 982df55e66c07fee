import fc from 'fast-check';
import { type CloudProcess, codeOf, exchange, expectProperAnswer, requestBytes, signedBy, startCloudProcess, statusOf } from './raw-client';
import { createJobXml } from '../local/create-job-xml';

const RUNS = 400;
const MEBIBYTE = 1024 * 1024;
const JOBS = '/v20180820/jobs';
const INVOKE = '/2015-03-31/functions/f/invocations';

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await startCloudProcess();
});

afterEach(async () => {
  expect(await send('GET', '/logs/a')).toMatch(/^HTTP\/1\.1 200 [\s\S]*hello$/);
});

afterAll(() => cloud.stop());

interface Sent {
  readonly headers?: string;
  readonly body?: string | Buffer;
  readonly host?: string;
  readonly service?: string;
}

/** Sends a request in the name of who may do everything. */
function send(method: string, target: string, { headers = '', service, ...rest }: Sent = {}): Promise<string> {
  const account = target.includes(JOBS) ? 'x-amz-account-id: 111122223333\r\n' : '';
  return exchange(cloud.port, [requestBytes(method, target, { ...rest, headers: signedBy(cloud.accessKeyId, service) + account + headers })]);
}

test.each<[string, string, number, string]>([
  ['GET', '//', 501, 'NotImplemented'],
  ['GET', '/..%2f', 501, 'NotImplemented'],
  ['GET', '/../../etc/passwd', 404, 'NoSuchBucket'],
  ['GET', '/..%2f..%2fetc%2fpasswd/a', 404, 'NoSuchBucket'],
  ['GET', '/logs/../../etc/passwd', 404, 'NoSuchKey'],
  ['GET', '/logs/%00', 404, 'NoSuchKey'],
  ['GET', '/logs/__proto__', 404, 'NoSuchKey'],
  ['GET', '/__proto__/constructor', 404, 'NoSuchBucket'],
  ['GET', '/logs/%zz', 400, 'InvalidURI'],
  ['GET', '/logs/%ff', 400, 'InvalidURI'],
  ['GET', '/logs/%ed%a0%80', 400, 'InvalidURI'],
  ['GET', '/%', 501, 'NotImplemented'],
  ['PUT', `/logs/${'k'.repeat(1025)}`, 400, 'KeyTooLongError'],
  ['PUT', `/logs/${'%F0%9F%98%80'.repeat(257)}`, 400, 'KeyTooLongError'],
  ['OPTIONS', '*', 501, 'NotImplemented'],
  ['OPTIONS', '/logs/a', 501, 'NotImplemented'],
  ['PATCH', '/logs/a', 501, 'NotImplemented'],
  ['PROPFIND', '/logs/a', 501, 'NotImplemented'],
  ['DELETE', JOBS, 501, 'NotImplemented'],
  ['GET', '/v20180820/', 501, 'NotImplemented'],
  ['GET', `${JOBS}/..%2f..%2f`, 400, 'BadRequestException'],
  ['GET', `${JOBS}/%zz-%zz`, 400, 'BadRequestException'],
  ['GET', `${JOBS}/__proto__`, 400, 'NotFoundException'],
  ['GET', `${JOBS}?maxResults=-1`, 400, 'InvalidRequestException'],
  ['GET', `${JOBS}?nextToken=%00`, 400, 'InvalidNextTokenException'],
  ['PUT', '/custom-resource-answers/__proto__', 403, 'AccessDenied'],
  ['POST', '/2015-03-31/functions/%zz/invocations', 400, 'InvalidParameterValueException'],
  ['POST', '/2015-03-31/functions/..%2f/invocations', 400, 'InvalidParameterValueException'],
])('answers %s %s with %d %s', async (method, target, status, code) => {
  const answer = await send(method, target, { service: target.startsWith('/2015') ? 'lambda' : 's3' });
  expect([statusOf(answer), codeOf(answer)]).toEqual([status, code]);
  expectProperAnswer(answer);
});

test.each<[string, Sent, string]>([
  ['a preflight', { headers: 'Origin: https://evil.example\r\nAccess-Control-Request-Method: PUT\r\n' }, 'OPTIONS'],
  ['a form', { headers: 'Origin: null\r\nContent-Type: application/x-www-form-urlencoded\r\n', body: 'a=b' }, 'POST'],
  ['an image', { headers: 'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: image\r\n' }, 'GET'],
  ['a page whose name leads here', { host: 'Host: evil.example\r\n' }, 'GET'],
  ['a page whose name begins like ours', { host: 'Host: 127.0.0.1.evil.example\r\n' }, 'GET'],
  ['a Host with a user', { host: 'Host: evil.example@127.0.0.1\r\n' }, 'GET'],
  ['a Host with two ports', { host: 'Host: 127.0.0.1:80:80\r\n' }, 'GET'],
  ['an empty Host', { host: 'Host: \r\n' }, 'GET'],
])('refuses %s, and lets no page read why', async (_what, sent, method) => {
  const answer = await send(method, '/logs/a', sent);
  expect([statusOf(answer), codeOf(answer)]).toEqual([403, 'AccessDenied']);
  expect(answer).not.toMatch(/access-control-allow/i);
});

test.each(['http://evil.example/logs/a', 'HTTP://EVIL.EXAMPLE/logs/a', 'http://127.0.0.1@evil.example/logs/a'])('refuses the target %s', async (target) => {
  expect(codeOf(await send('GET', target))).toBe('AccessDenied');
});

const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join('');

test.each<[string, string | Buffer]>([
  ['nothing', ''],
  ['no XML', 'hello'],
  ['JSON', '{"Tagging": 1}'],
  ['another root', '<CreateJobResult/>'],
  ['elements that aren\'t closed', '<CreateJobRequest><Tagging>'],
  ['100,000 levels', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
  ['100,000 attributes', `<a ${Array.from({ length: 100_000 }, (_, index) => `a${index}="b"`).join(' ')}/>`],
  ['an entity bomb', `<!DOCTYPE a [<!ENTITY e0 "ha">${entities}]><a>&e9;</a>`],
  ['a file of this machine', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
  ['a parameter entity', '<!DOCTYPE a [<!ENTITY % e SYSTEM "http://127.0.0.1/x"> %e;]><a/>'],
  ['two roots', '<Tagging/><Tagging/>'],
  ['names of JavaScript\'s', '<__proto__><constructor/><toString/></__proto__>'],
  ['UTF-16', Buffer.from('\ufeff<Tagging/>', 'utf16le')],
  ['bytes that aren\'t UTF-8', Buffer.from('<Tagging>\xff\xfe</Tagging>', 'latin1')],
  ['5 MiB of elements', '<b/>'.repeat(5 * MEBIBYTE / 4)],
  ['60 MiB of elements', `<Tagging>${'<b/>'.repeat(15 * MEBIBYTE)}</Tagging>`],
  ['a million comments that begin', `<Tagging>${'<!--'.repeat(MEBIBYTE)}</Tagging>`],
])('refuses a body of %s, whoever reads it', async (_what, body) => {
  for (const [method, target, code] of [['POST', JOBS, 'BadRequestException'], ['PUT', '/logs/a?tagging', 'MalformedXML'], ['PUT', '/logs/a?acl', 'MalformedXML']]) {
    const answer = await send(method, target, { body });
    expect([statusOf(answer), codeOf(answer)]).toEqual([400, code]);
    expectProperAnswer(answer);
    // service model of S3 Control, `ExceptionMessage`: 1,024 characters at most
    expect(answer.length).toBeLessThan(8 * 1024);
  }
});

test.each([
  ['no JSON', '{', 'InvalidRequestContentException'],
  ['bytes that aren\'t UTF-8', Buffer.from('"\xff"', 'latin1'), 'InvalidRequestContentException'],
  ['a byte order mark', '\ufeff{}', 'InvalidRequestContentException'],
  ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'InvalidRequestContentException'],
  ['6 MiB and more', JSON.stringify('x'.repeat(6 * MEBIBYTE)), 'RequestTooLargeException'],
])('refuses an event of %s before the function sees it', async (_what, body, code) => {
  const answer = await send('POST', INVOKE, { body, service: 'lambda' });
  expect(codeOf(answer)).toBe(code);
  expectProperAnswer(answer);
});

test('refuses a body over 64 MiB, told or not', async () => {
  const head = `PUT /logs/a HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${signedBy(cloud.accessKeyId)}`;
  const body = Buffer.alloc(64 * MEBIBYTE + 1);
  expect(codeOf(await exchange(cloud.port, [`${head}Content-Length: ${body.length}\r\n\r\n`, body]))).toBe('EntityTooLarge');
  const chunk = [`${body.length.toString(16)}\r\n`, body, '\r\n0\r\n\r\n'];
  expect(codeOf(await exchange(cloud.port, [`${head}Transfer-Encoding: chunked\r\n\r\n`, ...chunk]))).toBe('EntityTooLarge');
});

test('reads a million chunks of a byte', async () => {
  const head = `PUT /logs/many HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${signedBy(cloud.accessKeyId)}Transfer-Encoding: chunked\r\n\r\n`;
  expect(statusOf(await exchange(cloud.port, [head, '1\r\nx\r\n'.repeat(1_000_000), '0\r\n\r\n']))).toBe(200);
});

test.each<[string, string]>([
  ['60 MiB of a form', '&a'.repeat(30 * MEBIBYTE)],
  ['a form of escapes that are none', 'Version=2010-05-15&Action=%zz&StackName=%ff%00'],
])('answers %s', async (_what, body) => {
  const answer = await send('POST', '/', { body, service: 'cloudformation' });
  expect(statusOf(answer)).toBe(501);
  expectProperAnswer(answer);
});

const chunked = 'x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n';

test.each<[string, string, string]>([
  ['no length', 'hello', ''],
  ['a length that is none', 'zz\r\nhello\r\n0\r\n\r\n', ''],
  ['a negative length', '-5\r\nhello\r\n0\r\n\r\n', ''],
  ['more bytes than come', 'ff\r\nhello\r\n0\r\n\r\n', ''],
  ['more bytes than there are numbers', `${'f'.repeat(300)}\r\nhello\r\n0\r\n\r\n`, ''],
  ['fewer bytes than come', '1\r\nhello\r\n0\r\n\r\n', ''],
  ['no end', '5\r\nhello\r\n', ''],
  ['another length in all', '5\r\nhello\r\n0\r\n\r\n', 'x-amz-decoded-content-length: 6\r\n'],
  ['a length in all that is none', '5\r\nhello\r\n0\r\n\r\n', 'x-amz-decoded-content-length: x\r\n'],
  ['no trailer where one is announced', '5\r\nhello\r\n0\r\n__proto__:x\r\n\r\n', 'x-amz-trailer: toString\r\n'],
])('keeps nothing of a body in AWS\' own chunks with %s', async (_what, body, headers) => {
  const answer = await send('PUT', '/logs/broken', { body, headers: chunked + headers });
  expect([400, 'IncompleteBody', 'MalformedTrailerError']).toEqual(expect.arrayContaining([statusOf(answer), codeOf(answer)]));
  expect(codeOf(await send('GET', '/logs/broken'))).toBe('NoSuchKey');
});

test('reads two million such chunks of a byte', async () => {
  expect(statusOf(await send('PUT', '/logs/many', { body: `${'1\r\nx\r\n'.repeat(2_000_000)}0\r\n\r\n`, headers: chunked }))).toBe(200);
});

const targets: [method: string, target: string, service: string, body: string][] = [
  ['GET', '/logs/a', 's3', ''],
  ['GET', '/logs?list-type=2&prefix=a&max-keys=3&continuation-token=YWZ0ZXI6YQ==', 's3', ''],
  ['GET', '/logs?versions&prefix=a&encoding-type=url', 's3', ''],
  ['PUT', '/logs/fuzzed', 's3', 'hello'],
  ['PUT', '/logs/a?tagging', 's3', '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>'],
  ['POST', '/logs/a?restore', 's3', '<RestoreRequest><Days>1</Days></RestoreRequest>'],
  ['POST', '/logs/a?uploads', 's3', ''],
  ['POST', JOBS, 's3', createJobXml()],
  ['GET', `${JOBS}?jobStatuses=Active&maxResults=10`, 's3', ''],
  ['POST', `${JOBS}/job-1/status?requestedJobStatus=Cancelled&statusUpdateReason=x`, 's3', ''],
  ['PUT', `${JOBS}/job-1/tagging`, 's3', '<PutJobTaggingRequest><Tags><member><Key>k</Key><Value>v</Value></member></Tags></PutJobTaggingRequest>'],
  ['POST', '/', 'cloudformation', 'Version=2010-05-15&Action=DescribeStacks&StackName=a'],
  ['POST', INVOKE, 'lambda', '{"a": [1]}'],
];

/** Parts that mean something to one of the readers. */
const PARTS = [
  '%', '%00', '%zz', '%ff', '/', '//', '..', '?', '&', '=', '+', ';', '#', '\\', '\'', '"', '<', '>', '&amp;', '&#0;', '&#xD800;', ']]>', '<![CDATA[', '<!--',
  '<?x?>', '</', '/>', '__proto__', 'constructor', '\0', '\r\n', '\u2028', '\ufeff', '-1', '1e999', '99999999999999999999', 'null', '{', '[', 'true',
];

test(`answers ${RUNS} good requests with changes in their target, their body or their headers in proper form`, async () => {
  const change = fc.record({
    request: fc.constantFrom(...targets),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(6),
    part: fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: 'binary', maxLength: 5 })),
    where: fc.constantFrom('target', 'body', 'header'),
    header: fc.constantFrom(
      'x-amz-tagging', 'x-amz-copy-source', 'range', 'content-md5', 'x-amz-content-sha256', 'x-amz-acl', 'x-amz-grant-read', 'x-amz-meta-a', 'cache-control',
      'x-amz-storage-class', 'x-amz-expected-bucket-owner', 'x-amz-object-lock-retain-until-date', 'x-amz-checksum-crc32', 'x-amz-invocation-type', 'x-amz-trailer',
    ),
  });
  await fc.assert(fc.asyncProperty(change, async ({ request: [method, target, service, body], place, cut, part, where, header }) => {
    const changed = (text: string) => {
      const start = Math.floor(place * text.length);
      return text.slice(0, start) + part + text.slice(start + cut);
    };
    const answer = await send(method, where === 'target' ? changed(target).replace(/[\0-\x20\x7f-\uffff]/g, percentEncoded) : target, {
      service,
      body: where === 'body' ? changed(body) : body,
      headers: where === 'header' ? `${header}: ${changed('a=b,c').replace(/[\0-\x1f\x7f]|[^\0-\xff]/gu, '')}\r\n` : '',
    });
    expectProperAnswer(answer, method);
  }), { numRuns: RUNS });
});

/** What can't stand in a request line. */
function percentEncoded(character: string): string {
  return `%${Buffer.from(character)[0].toString(16).padStart(2, '0')}`;
}
