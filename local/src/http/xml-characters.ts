/** What XML 1.0 has no way to say. XML 1.0, "Characters". */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** References to characters and to the five entities that every XML has; no document here declares others. */
const REFERENCE = /&(?:#(\d+)|#x([\da-f]+)|(?:amp|lt|gt|quot|apos));/gi;

/** A text with visible stand-ins, as `\u0007`, for what would make a document unreadable. */
export function visible(text: string): string {
  return text.replace(FORBIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Fails where a document has what XML doesn't allow and its parser lets pass. */
export function checkCharacters(document: string): void {
  if (isForbidden(document)) throw new Error('the XML has a character that XML 1.0 doesn\'t allow');
  const outsideOfCdata = markupOf(document);
  for (const [reference, decimal, hex] of outsideOfCdata.matchAll(REFERENCE)) {
    const code = decimal ? Number(decimal) : parseInt(hex ?? '20', 16);
    if (code > 0x10ffff || isForbidden(String.fromCodePoint(code))) throw new Error(`the XML refers to no character of XML 1.0 by ${reference}`);
  }
  const [unknown] = /&[^;\s<]*;?/.exec(outsideOfCdata.replace(REFERENCE, '')) ?? [];
  if (unknown !== undefined) throw new Error(`the XML refers to an entity that it doesn't have: ${unknown}`);
}

/**
 * Fails where a document has a declaration, the end of a CDATA section that didn't begin, or text at its end: its parser
 * passes over them. XML 1.0, "Character Data and Markup" and "Well-Formed XML Documents".
 */
export function checkMarkup(document: string): void {
  const markup = markupOf(document);
  const [found] = /<!|\]\]>/.exec(markup) ?? [];
  if (found !== undefined) throw new Error(`the XML has a ${found} where none may be`);
  if (!markup.trimEnd().endsWith('>')) throw new Error('the XML has text after its element');
}

function markupOf(document: string): string {
  return document.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '');
}

function isForbidden(text: string): boolean {
  return text.search(FORBIDDEN) !== -1;
}
