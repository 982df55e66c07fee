import type { S3Request } from './request';
import { S3Error } from '../../store/s3-error';

/** What a call takes beside the object it names: headers, and parameters that begin with `x-amz-`, in lower case; a name that ends in `*` stands for all that begin so. */
export interface S3Options {
  readonly parameters: readonly string[];
  readonly headers: readonly string[];
}

/** The signature's parts, and what SDKs say of themselves: no call is any different for them. */
const NEUTRAL_PARAMETERS = [
  'x-id', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-expires', 'x-amz-signedheaders', 'x-amz-signature',
  'x-amz-security-token', 'x-amz-content-sha256', 'x-amz-user-agent',
];
const NEUTRAL_HEADERS = [
  'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token', 'x-amz-user-agent', 'x-amz-expected-bucket-owner',
];

/** Refuses whatever in a request would change what S3 does, and wouldn't change it here. */
export function refuseOtherOptions({ method, query, headers }: S3Request, options: S3Options): void {
  const parameter = [...query.keys()].find((name) => !isIn(spelled(name), [...NEUTRAL_PARAMETERS, ...options.parameters]));
  if (parameter !== undefined) throw notImplemented(`${method} with the parameter ${parameter}`);
  const header = Object.keys(headers)
    .filter((name) => /^(x-amz-|if-|range$)/.test(name))
    .find((name) => !isIn(name, [...NEUTRAL_HEADERS, ...options.headers]));
  if (header !== undefined) throw notImplemented(`${method} with the header ${header}`);
}

/** The answer to what S3 can do and this engine can't. API reference, "Error responses": the code is S3's. */
export function notImplemented(what: string): S3Error {
  return new S3Error(501, 'NotImplemented', `not implemented here: ${what}`);
}

/** S3's own parameters are spelled as they are. API reference, "Common parameters": those of signatures stand for headers. */
function spelled(parameter: string): string {
  return /^x-amz-/i.test(parameter) ? parameter.toLowerCase() : parameter;
}

function isIn(name: string, names: readonly string[]): boolean {
  return names.some((known) => known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known);
}
