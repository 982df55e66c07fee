import fc from 'fast-check';

/** Texts that mean something to one of the languages on the way: JSON, CloudFormation, XML, CSV, URLs, HTTP, JavaScript, spreadsheets, terminals. */
export const TEXTS = [
  'a\nb', 'a\r\nb', '\r', '\n', '\t', ' ', ' a ', ']]>', '<![CDATA[x]]>', '<!--', '-->', '<a>', '</member>', '&', '&amp;', '&#38;', '&lt;', '&nbsp;', '"', '\'', '`',
  ',', ';', '"a","b"', '""', '%', '%20', '%2F', '%zz', '+', 'a+b', '=1+1', '@SUM(A1)', '-1', '|', '\\', '\\n', '$&', '$1', '{"$":0}', '${AWS::Region}', '{{', '}}',
  '*', '?', '#', '..', '../../etc/passwd', '.', '/', '//', '/a', 'a/', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'true', '0', '1e999',
  '\u00a0', '\u0085', '\u2028', '\u2029', '\u200b', '\u202eabc', '\u05d0\u0628', '\ufeff', 'e\u0301', '\u1100\u1161', '😀', '👩‍👩‍👧', '\u{10ffff}', '日本語',
  '\0', '\x01', '\x1b[31m', '\x7f', '\x9b', '\ud800', '\udc00a', '\ufffe', '\uffff', '\ufffd',
];

/** Some of the {@link TEXTS} one after another, with any characters between them. */
export function hostileText(): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
  );
  // what looks like the CDK's own stand-in for a value of the deployment is one
  return fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')).filter((text) => text !== '' && !text.includes('${Token['));
}

/** XML 1.0, "Characters". */
export function isXmlText(text: string): boolean {
  return /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text);
}

export function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
