import { type UploadOptions, uploadOptionsIn } from './upload-options';
import { isJsonList, isJsonObject, type Json } from '../../assembly/template';
import type { Later, Properties } from '../properties';

/** A zip file that a deployment takes apart, or uploads as it is. */
export interface DeploymentSource {
  readonly bucket: string;
  readonly key: string;
  /** What replaces what, in all of its files. */
  readonly markers: { readonly [marker: string]: string };
  /** Whether what replaces markers stands within texts of JSON. */
  readonly isJson: boolean;
  /** The folder of the assembly that it would have been made of, if it is such a one. */
  readonly folder: Later<string>;
}

/** A bucket, or a folder of it, as the deployment's properties have it. */
export interface Destination {
  readonly bucket: string;
  /** May end with a slash or not. */
  readonly prefix: string;
}

/** What the properties of a Custom::CDKBucketDeployment say. */
export interface DeclaredDeployment {
  /** The ARN of the function that is its handler. */
  readonly serviceToken: string;
  readonly sources: readonly DeploymentSource[];
  readonly destination: Destination;
  readonly extract: boolean;
  readonly prune: boolean;
  readonly retainOnDelete: boolean;
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly upload: UploadOptions;
  /** Whether a distribution of CloudFront is to forget what it has. */
  readonly invalidates: boolean;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: { readonly [name: string]: Json };
}

/** What is read, or needn't be: how uploads are signed, and what is asked of CloudFront, makes no difference here. */
const KNOWN: readonly string[] = [
  'ServiceToken', 'ServiceTimeout', 'SourceBucketNames', 'SourceObjectKeys', 'SourceMarkers', 'SourceMarkersConfig', 'DestinationBucketName',
  'DestinationBucketKeyPrefix', 'DestinationBucketArn', 'Extract', 'Prune', 'RetainOnDelete', 'Exclude', 'Include', 'UserMetadata',
  'SystemMetadata', 'OutputObjectKeys', 'SignContent', 'DistributionId', 'DistributionPaths', 'WaitForDistributionInvalidation',
];

/** Reads the properties; one that isn't known is refused, as it would change what is deployed. */
export function declaredDeployment(properties: Properties): DeclaredDeployment {
  const unknown = properties.names.filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) throw new Error(`properties of Custom::CDKBucketDeployment that aren't played here: ${unknown.join(', ')}`);
  const flag = (name: string, byDefault: boolean) => (properties.optionalText(name) ?? String(byDefault)).toLowerCase() === 'true';
  const keys = texts(properties, 'SourceObjectKeys');
  return {
    serviceToken: properties.text('ServiceToken'),
    sources: sourcesIn(properties, keys),
    destination: { bucket: properties.text('DestinationBucketName'), prefix: properties.optionalText('DestinationBucketKeyPrefix') ?? '' },
    extract: flag('Extract', true),
    prune: flag('Prune', true),
    retainOnDelete: flag('RetainOnDelete', true),
    exclude: texts(properties, 'Exclude'),
    include: texts(properties, 'Include'),
    upload: uploadOptionsIn(textsOf(properties.value('UserMetadata') ?? {}), textsOf(properties.value('SystemMetadata') ?? {})),
    invalidates: properties.names.includes('DistributionId'),
    attributes: {
      SourceObjectKeys: flag('OutputObjectKeys', true) ? keys : [],
      ...(properties.has('DestinationBucketArn') && { DestinationBucketArn: properties.text('DestinationBucketArn') }),
    },
  };
}

function sourcesIn(properties: Properties, keys: readonly string[]): DeploymentSource[] {
  const buckets = texts(properties, 'SourceBucketNames');
  const markers = perSource(properties, 'SourceMarkers', keys.length);
  const settings = perSource(properties, 'SourceMarkersConfig', keys.length);
  if (buckets.length !== keys.length) throw new Error(`\`SourceBucketNames\` must be as many as \`SourceObjectKeys\`, got: ${buckets.length} and ${keys.length}`);
  const folders = properties.assetFolders('SourceObjectKeys');
  return keys.map((key, index) => ({
    bucket: buckets[index],
    key,
    markers: textsOf(markers[index]),
    isJson: textsOf(settings[index]).jsonEscape?.toLowerCase() === 'true',
    folder: folders[index],
  }));
}

/** A list with an item for each source; an absent one has nothing for any of them. */
function perSource(properties: Properties, name: string, count: number): readonly Json[] {
  if (!properties.has(name)) return Array.from({ length: count }, () => ({}));
  const items = properties.list(name);
  if (items.length !== count) throw new Error(`\`${name}\` must be as many as \`SourceObjectKeys\`, got: ${items.length} and ${count}`);
  return items;
}

function texts(properties: Properties, name: string): string[] {
  return properties.list(name).map((item) => textOf(item, name));
}

function textsOf(value: Json): { [name: string]: string } {
  if (!isJsonObject(value)) throw new Error(`an object is wanted, got: ${JSON.stringify(value)}`);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, textOf(member, name)]));
}

/** CloudFormation hands every scalar to a handler as text. */
function textOf(value: Json, name: string): string {
  if (isJsonObject(value) || isJsonList(value) || value === null) throw new Error(`\`${name}\` must have texts, got: ${JSON.stringify(value)}`);
  return String(value);
}
