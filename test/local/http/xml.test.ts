import { errorResponse, parseXml, renderXml } from '../../../local/src/http/xml';

test.each([
  ['not XML at all', 'hello'],
  ['an element that is not closed', '<a><b></a>'],
  ['nothing', ''],
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
])('refuses %s', (_case, text) => {
  expect(() => parseXml(text)).toThrow('XML');
});

// XML 1.0, "Characters" and "Predefined entities"
test.each([
  ['a control character', '<a>\u0001</a>'],
  ['a reference to a control character', '<a>&#1;</a>'],
  ['the same in hexadecimal', '<a>&#x1f;</a>'],
  ['a reference to half a surrogate pair', '<a>&#xD800;</a>'],
  ['a reference beyond Unicode', '<a>&#x110000;</a>'],
  ['an entity of HTML', '<a>&nbsp;</a>'],
  ['an ampersand that begins nothing', '<a>b & c</a>'],
  ['another encoding', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', 'latin1')],
  ['bytes that aren\'t UTF-8', Buffer.from('<a>\xe9</a>', 'latin1')],
])('refuses %s', (_case, document) => {
  expect(() => parseXml(document)).toThrow('XML');
});

test('reads references to characters, entities and CDATA', () => {
  expect(parseXml(Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>&#233;&#xD;&lt;<![CDATA[&nbsp;]]></a>')).text).toBe('é\r<&nbsp;');
});

test('writes carriage returns so that they come back', () => {
  expect(parseXml(renderXml('a', { b: 'x\r\ny\r' })).children[0].text).toBe('x\r\ny\r');
  expect(renderXml('a', '\r')).toContain('&#13;');
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

test('says in an error what XML has no character for', () => {
  const { body } = errorResponse(400, 'SomeException', 'the key a\u0001\ud800');
  expect(parseXml(body as string).children[0].children[1].text).toBe('the key a\\u0001\\ud800');
});
