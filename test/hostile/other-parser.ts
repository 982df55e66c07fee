import { DOMParser, type Element } from '@xmldom/xmldom';
import type { XmlNode } from '../../local/src/http/xml';

/** A document's root as a parser reads it that isn't ours; undefined where it isn't XML to that. */
export function readElsewhere(document: string): XmlNode | undefined {
  const onError = (level: string, message: string) => {
    if (level !== 'warning') throw new Error(message);
  };
  // XML 1.0, "End-of-Line Handling"; the parser's own way is that of XML 1.1, and of one character more
  const normalizeLineEndings = (text: string) => text.replace(/\r\n?/g, '\n');
  try {
    const root = new DOMParser({ onError, normalizeLineEndings }).parseFromString(document, 'text/xml').documentElement;
    return root === null ? undefined : nodeOf(root);
  } catch {
    return undefined;
  }
}

/** The texts of all elements of a name, as that parser reads them. */
export function textsIn(document: string, name: string): string[] {
  const root = readElsewhere(document);
  if (!root) throw new Error(`it is no XML: ${document}`);
  const within = (node: XmlNode): string[] => [...(node.name === name ? [allText(node)] : []), ...node.children.flatMap(within)];
  return within(root);
}

function allText({ text, children }: XmlNode): string {
  return text + children.map(allText).join('');
}

const TEXT = [3, 4];
const ELEMENT = 1;

function nodeOf(element: Element): XmlNode {
  const nodes = Array.from(element.childNodes);
  return {
    name: element.tagName,
    text: nodes.filter(({ nodeType }) => TEXT.includes(nodeType)).map(({ nodeValue }) => nodeValue).join(''),
    children: nodes.filter(({ nodeType }) => nodeType === ELEMENT).map((child) => nodeOf(child as Element)),
  };
}
