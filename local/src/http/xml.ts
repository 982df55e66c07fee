import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ApiResponse } from './server';
import { checkCharacters, checkMarkup, visible } from './xml-characters';

/** An XML element: its own text and its child elements, in order. Attributes say nothing in these APIs and are left out. */
export interface XmlNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** What an element holds: text, or elements by name, a list of them repeating the name; a name after `@` is an attribute's. */
export type XmlContent = string | { readonly [element: string]: XmlContent | readonly XmlContent[] };

const TEXT = '#text';

/** The largest document that is read, in bytes: elements take fifty times as much memory. An upload's 10,000 parts take half of it. */
const DOCUMENT_LIMIT = 4 * 1024 * 1024;

/** The longest message of an error, in characters. Service model of S3 Control, `ExceptionMessage`. */
const MESSAGE_LIMIT = 1024;

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: true, ignoreDeclaration: true, ignorePiTags: true, parseTagValue: false, trimValues: false,
  htmlEntities: true,
  // elements become no members of anything: the name stays what it is
  onDangerousProperty: (name) => name,
});

const builder = new XMLBuilder({ suppressEmptyNode: true, processEntities: true, ignoreAttributes: false, attributeNamePrefix: '@' });

type ParsedElement = { readonly [name: string]: readonly ParsedElement[] | string };

/** The root element of a document; an `Error` when it isn't well-formed, not UTF-8, or too long. Document types are refused: nobody sends one. */
export function parseXml(document: Buffer | string): XmlNode {
  if (document.length > DOCUMENT_LIMIT) throw new Error(`the XML must have at most ${DOCUMENT_LIMIT} bytes, got: ${document.length}`);
  const text = typeof document === 'string' ? document : decodedUtf8(document);
  if (/<!DOCTYPE/i.test(text)) throw new Error('the XML must not have a document type');
  const problem = XMLValidator.validate(text);
  if (problem !== true) throw new Error(`the XML is not well-formed: ${problem.err.msg}`);
  checkCharacters(text);
  checkMarkup(text);
  return rootOf((parser.parse(text) as ParsedElement[]).map(nodeOf));
}

function rootOf(nodes: readonly XmlNode[]): XmlNode {
  const [root, ...others] = nodes.filter(({ name, text }) => name !== TEXT || text.trim() !== '');
  if (root === undefined) throw new Error('the XML has no element');
  if (others.length > 0) throw new Error(`the XML must have one element, and nothing beside it, got after it: ${others[0].text.trim() || `<${others[0].name}>`}`);
  return root;
}

/** A document with one root element. */
export function renderXml(root: string, content: XmlContent): string {
  // a parser reads a bare carriage return as a line feed; and keys may have characters that XML 1.0 doesn't, which S3 writes like this
  const xml = String(builder.build({ [root]: content })).replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, (control) => `&#${control.charCodeAt(0)};`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
}

/** An answer with an XML body. */
export function xmlResponse(status: number, root: string, content: XmlContent): ApiResponse {
  return { status, headers: { 'content-type': 'application/xml' }, body: renderXml(root, content) };
}

/** An error in the envelope that S3 Control and CloudFormation share. */
export function errorResponse(status: number, code: string, message: string): ApiResponse {
  return xmlResponse(status, 'ErrorResponse', { Error: { Code: code, Message: messageText(message) }, RequestId: 'local' });
}

/** A message as an error's element has it: readable, and no longer than services send. */
export function messageText(message: string): string {
  const characters = [...visible(message.slice(0, 2 * MESSAGE_LIMIT + 2))];
  return characters.length <= MESSAGE_LIMIT ? characters.join('') : `${characters.slice(0, MESSAGE_LIMIT - 1).join('')}…`;
}

function decodedUtf8(document: Buffer): string {
  const [, encoding = 'UTF-8'] = /^[^>]*?encoding=["']([^"']*)["']/.exec(document.toString('latin1', 0, 100)) ?? [];
  if (encoding.toUpperCase() !== 'UTF-8') throw new Error(`the XML must be UTF-8, got: ${encoding}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(document);
  } catch {
    throw new Error('the XML is not UTF-8');
  }
}

function nodeOf(element: ParsedElement): XmlNode {
  const [name, content] = Object.entries(element)[0];
  if (typeof content === 'string') return { name, text: content, children: [] };
  const nodes = content.map(nodeOf);
  return {
    name,
    text: nodes.filter((node) => node.name === TEXT).map(({ text }) => text).join(''),
    children: nodes.filter((node) => node.name !== TEXT),
  };
}
