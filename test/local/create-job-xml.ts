import { renderXml, type XmlContent } from '../../local/src/http/xml';

/** Elements to put in the place of those of a valid request; `undefined` leaves one out. */
export type Changes = { readonly [element: string]: XmlContent | undefined };

const generator = { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: 'false' };

const validRequest = {
  Operation: { S3PutObjectTagging: { TagSet: { member: [{ Key: 'k', Value: 'v' }] } } },
  Report: { Enabled: 'false' },
  Priority: '10',
  RoleArn: 'arn:aws:iam::111122223333:role/job',
  ConfirmationRequired: 'false',
  ClientRequestToken: 'token-1',
  ManifestGenerator: { S3JobManifestGenerator: generator },
};

/** CreateJob's body in XML: valid but for the changes. */
export function createJobXml(changes: Changes = {}): string {
  const members = Object.entries<XmlContent | undefined>({ ...validRequest, ...changes }).filter(([, content]) => content !== undefined);
  return renderXml('CreateJobRequest', Object.fromEntries(members) as { [element: string]: XmlContent });
}

/** Another operation. */
export function operation(name: string, options: XmlContent): Changes {
  return { Operation: { [name]: options } };
}

/** Another manifest generator, as far as its members are given. */
export function generatorWith(members: { readonly [element: string]: XmlContent }): Changes {
  return { ManifestGenerator: { S3JobManifestGenerator: { ...generator, ...members } } };
}

/** A filter for the generated manifest. */
export function filter(content: XmlContent): Changes {
  return generatorWith({ Filter: content });
}
