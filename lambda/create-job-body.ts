import { XmlNode, XmlText } from '@aws-sdk/xml-builder';
import type { NewJob } from './job-control';

/**
 * CreateJob's body, written from the request itself. The SDK's own serialiser drops what its model doesn't know, without
 * a word: an older one made `<Filter/>`, a job over the whole bucket, of a filter by encryption. Held equal to the SDK's
 * by test/lambda/body-equality.test.ts.
 */
export function createJobBody({ request, tags, token }: NewJob): string {
  const members = { ...request, ClientRequestToken: token, Tags: tags.length > 0 ? tags : undefined };
  const root = element('CreateJobRequest', inOrder(members)).addAttribute('xmlns', 'http://awss3control.amazonaws.com/doc/2018-08-20/');
  return `<?xml version="1.0" encoding="UTF-8"?>${root.toString()}`;
}

/** The SDK's order, so that the two bodies can be compared letter by letter; S3 takes any. */
const MEMBER_ORDER = [
  'Operation', 'Report', 'Priority', 'RoleArn', 'ConfirmationRequired', 'ClientRequestToken', 'Manifest', 'Description', 'Tags',
];

/** The members with the known ones first; one that isn't known is sent all the same. */
function inOrder(members: object): object {
  const place = ([name]: [string, unknown]) => (MEMBER_ORDER.includes(name) ? MEMBER_ORDER.indexOf(name) : MEMBER_ORDER.length);
  return Object.fromEntries(Object.entries(members).sort((a, b) => place(a) - place(b)));
}

/** Members whose element has another name than the member. */
const ELEMENT_NAMES: { readonly [member: string]: string } = {
  SSES3: 'SSE-S3', SSEKMS: 'SSE-KMS', DSSEKMS: 'DSSE-KMS', SSEC: 'SSE-C', NOTSSE: 'NOT-SSE',
};

/** The one list whose items aren't called `member`. */
const ITEM_NAMES: { readonly [list: string]: string } = { MatchAnyObjectEncryption: 'ObjectEncryption' };

/** Members that are maps: their keys are data, not names. */
const MAPS: readonly string[] = ['UserArguments', 'UserMetadata'];

function element(member: string, value: unknown): XmlNode {
  const node = new XmlNode(ELEMENT_NAMES[member] ?? member);
  if (Array.isArray(value)) {
    value.forEach((item) => node.addChildNode(element(ITEM_NAMES[member] ?? 'member', item)));
  } else if (typeof value !== 'object' || value === null) {
    node.addChildNode(new XmlText(String(value)));
  } else if (MAPS.includes(member)) {
    Object.entries(value).forEach(([key, item]) => node.addChildNode(element('entry', { key, value: item })));
  } else {
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .forEach(([name, item]) => node.addChildNode(element(name, item)));
  }
  return node;
}
