import { decode } from '../../model/decode';
import type { Shape } from '../../model/shape';
import { S3Error } from '../../store/s3-error';
import { parseXml, type XmlNode } from '../xml';

/** What a request's XML body says, once it is what the API reference says that it must be. */
export function xmlIn<Value>(body: Buffer, root: string, shape: Shape): Value {
  const node = parsed(body);
  const { value, violations } = decode(node, shape);
  if (node.name !== root || violations.length > 0) throw malformedXml(violations.join('; ') || `the body must be a ${root}, got: ${node.name}`);
  return value as Value;
}

/** A body that isn't what the API reference says. API reference, "Error responses". */
export function malformedXml(what: string): S3Error {
  return new S3Error(400, 'MalformedXML', `The XML you provided was not well-formed or did not validate against our published schema: ${what}`);
}

function parsed(body: Buffer): XmlNode {
  try {
    return parseXml(body);
  } catch (error) {
    throw malformedXml((error as Error).message);
  }
}
