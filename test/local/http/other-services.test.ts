import { ApiLog } from '../../../local/src/api-log';
import { otherServices } from '../../../local/src/http/other-services';
import type { ApiRequest } from '../../../local/src/http/server';
import { Principals } from '../../../local/src/policy/principals';
import { FakeClock } from '../fake-clock';

const ROLE = 'arn:aws:iam::111122223333:role/function';
const principals = new Principals();
const { accessKeyId } = principals.put(ROLE, []);

const request = (headers: ApiRequest['headers'], others: Partial<ApiRequest> = {}): ApiRequest =>
  ({ method: 'POST', path: '/', query: new URLSearchParams(), body: Buffer.from(''), headers, accessKeyId, ...others });
const signedFor = (service: string) => `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host`;

// Signature Version 4: the credential's scope; AWS JSON protocol: X-Amz-Target
test.each<[string, string, ApiRequest]>([
  ['dynamodb:PutItem', ROLE, request({ 'authorization': signedFor('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.PutItem' })],
  ['sns:unknown', ROLE, request({ authorization: signedFor('sns') })],
  ['sts:unknown', ROLE, request({}, { query: new URLSearchParams({ 'X-Amz-Credential': `${accessKeyId}/20260101/us-east-1/sts/aws4_request` }) })],
  ['unknown:unknown', 'unsigned', request({}, { accessKeyId: undefined })],
  ['unknown:unknown', 'unknown', request({ 'x-amz-target': 'not a target' }, { accessKeyId: 'nobody' })],
])('answers %s of %s with 501, and records it', async (action, principal, asked) => {
  const log = new ApiLog(new FakeClock());
  const facade = otherServices(principals, log);
  expect(facade.matches(asked)).toBe(true);
  expect(await facade.handle(asked)).toMatchObject({ status: 501, body: expect.stringContaining('nothing here answers POST /') });
  expect(log.calls).toMatchObject([{ principal, action, resource: '*', status: 501, error: 'NotImplemented' }]);
});

test('answers in JSON who names its call in a header', async () => {
  const { body } = await otherServices(principals, new ApiLog(new FakeClock())).handle(request({ 'x-amz-target': 'DynamoDB_20120810.PutItem' }));
  expect(JSON.parse(String(body))).toEqual({ __type: 'NotImplemented', message: 'nothing here answers POST /' });
});
