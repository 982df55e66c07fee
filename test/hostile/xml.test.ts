import { XmlNode as SdkNode, XmlText } from '@aws-sdk/xml-builder';
import fc from 'fast-check';
import { readElsewhere } from './other-parser';
import { hostileText, isXmlText } from './texts';
import { errorResponse, parseXml, renderXml, type XmlNode } from '../../local/src/http/xml';

const RUNS = 1_000;

const text = hostileText().filter(isXmlText);

test(`${RUNS} texts come back as they were, from the SDK's XML and from ours`, () => {
  fc.assert(fc.property(text, (given) => {
    const bySdk = new SdkNode('a').addChildNode(new XmlText(given)).toString();
    for (const document of [bySdk, renderXml('a', given)]) {
      expect(parseXml(Buffer.from(document)).text).toBe(given);
      expect(readElsewhere(document)!.text).toBe(given);
    }
  }), { numRuns: RUNS });
});

const PIECES = [
  '<a>', '</a>', '<a/>', '<b>', '</b>', '<b c="d">', '<b c=\'&lt;\'/>', '<a b="1" b="2">', '<__proto__/>', '<toString/>', '<!-- c -->', '<!--', '-->',
  '<![CDATA[', ']]>', '<![CDATA[<&]]>', '<?pi x?>', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>', '<!DOCTYPE a>', '<!ENTITY b "c">', '<!x>',
  '&amp;', '&#38;', '&#38;lt;', '&#x41;', '&#0;', '&#xD800;', '&#x110000;', '&b;', '&', '<', '>', '"', ' ', '\n', '\r', 'text', '\u2028', '\ufeff', '\0', '\ud800',
];

test(`${RUNS} documents put together from pieces are refused in words, or read as another parser reads those that it reads`, () => {
  const document = fc.tuple(fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }), fc.boolean()).map(([pieces, isWrapped]) => (
    isWrapped ? `<r>${pieces.join('')}</r>` : pieces.join('')
  ));
  let read = 0;
  fc.assert(fc.property(document, (given) => {
    let node: XmlNode;
    try {
      node = parseXml(given);
    } catch (error) {
      expect((error as Error).constructor).toBe(Error);
      return;
    }
    const same = readElsewhere(given);
    if (same === undefined) return;
    read++;
    expect([given, node]).toEqual([given, same]);
  }), { numRuns: RUNS, endOnFailure: true });
  expect(read).toBeGreaterThan(RUNS / 20);
});

// XML 1.0, "Well-Formed XML Documents", "Character Data and Markup", "Comments" and "Prolog and Document Type Declaration"
test.each([
  ['two elements', '<a/><b/>'],
  ['an element, and text', '<a/>b'],
  ['text, and an element', 'b<a/>'],
  ['a declaration', '<a><!b></a>'],
  ['the end of a CDATA section', '<a>]]></a>'],
  ['a document type within', '<a><!DOCTYPE b></a>'],
  ['elements in a depth of 100,000', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
  ['more than 4 MiB', `<a>${' '.repeat(4 * 1024 * 1024)}</a>`],
])('refuses a document of %s', (_what, document) => {
  expect(() => parseXml(document)).toThrow();
});

test('reads past processing instructions, and keeps the names of elements that JavaScript has too', () => {
  expect(parseXml('<?xml version="1.0"?><?a b?><r><?c?><toString>1</toString></r><?d?>')).toEqual({
    name: 'r', text: '', children: [{ name: 'toString', text: '1', children: [] }],
  });
});

// service model of S3 Control, `ExceptionMessage`: 1 to 1,024 characters
test.each(['x'.repeat(5_000), '😀'.repeat(5_000), '\0'.repeat(5_000), `${'x'.repeat(1_023)}😀y`])('an error\'s message has 1,024 characters at most', (message) => {
  const { body } = errorResponse(400, 'SomeException', message);
  const [, { text: shown }] = parseXml(String(body)).children[0].children;
  expect([...shown].length).toBe(1_024);
  expect(shown).toMatch(/^(x|😀|\\u0000).*…$/u);
});
