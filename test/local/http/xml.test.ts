import { errorResponse, parseXml, renderXml } from '../../../local/src/http/xml';

test.each([
  ['not XML at all', 'hello'],
  ['an element that is not closed', '<a><b></a>'],
  ['nothing', ''],
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
])('refuses %s', (_case, text) => {
  expect(() => parseXml(text)).toThrow('XML');
});

test('reads elements, with the space around them and without their attributes', () => {
  expect(parseXml('<?xml version="1.0"?>\n<a xmlns="urn:x">\n  <b> 1 </b><b/>\n</a>')).toMatchObject({
    name: 'a',
    children: [{ name: 'b', text: ' 1 ', children: [] }, { name: 'b', text: '', children: [] }],
  });
});

test('writes what it reads', () => {
  expect(parseXml(renderXml('a', { b: ['<&>"', ''], c: { d: '00' }, e: {} }))).toEqual({
    name: 'a',
    text: '',
    children: [
      { name: 'b', text: '<&>"', children: [] },
      { name: 'b', text: '', children: [] },
      { name: 'c', text: '', children: [{ name: 'd', text: '00', children: [] }] },
      { name: 'e', text: '', children: [] },
    ],
  });
});

test('words an error in the envelope that SDKs read', () => {
  const { status, body } = errorResponse(400, 'SomeException', 'a < b');
  expect(status).toBe(400);
  expect(body).toContain('<ErrorResponse><Error><Code>SomeException</Code><Message>a &lt; b</Message></Error><RequestId>');
});
