import type { ApiResponse } from './server';
import { parseXml, xmlResponse, type XmlNode } from './xml';
import { decode } from '../model/decode';
import { list, string, structure } from '../model/shape';
import type { Tag } from '../store/object-store';
import { S3Error } from '../store/s3-error';

/** PutObjectTagging's body. How long keys and values may be is for the store to say, which has S3's own words for it. */
const tagging = structure({
  'TagSet*': list(structure({ 'Key*': string(0, Infinity), 'Value*': string(0, Infinity) }), { element: 'Tag' }),
});

/** The tags in PutObjectTagging's body. */
export function tagSetIn(body: Buffer): readonly Tag[] {
  const node = parsed(body);
  const { value, violations } = decode(node, tagging);
  if (node.name !== 'Tagging' || violations.length > 0) throw malformed(violations.join('; ') || `the body must be a Tagging, got: ${node.name}`);
  return (value as unknown as { readonly TagSet: readonly Tag[] }).TagSet;
}

/** GetObjectTagging's answer. */
export function tagsOfObject(tagSet: readonly Tag[], headers: Record<string, string>): ApiResponse {
  const response = xmlResponse(200, 'Tagging', { TagSet: { Tag: tagSet.map(({ Key, Value }) => ({ Key, Value })) } });
  return { ...response, headers: { ...response.headers, ...headers } };
}

function parsed(body: Buffer): XmlNode {
  try {
    return parseXml(body.toString('utf8'));
  } catch (error) {
    throw malformed((error as Error).message);
  }
}

function malformed(what: string): S3Error {
  return new S3Error(400, 'MalformedXML', `The XML you provided was not well-formed or did not validate against our published schema: ${what}`);
}
