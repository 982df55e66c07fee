import { Token } from 'aws-cdk-lib';
import type { NewObjectMetadata } from '../../new-object-metadata';
import { SseAlgorithm } from '../../sse-algorithm';
import { characterCount, enumProblems, show, textProblems, unknownOptionProblems, type KnownOptions } from '../checks';
import { instantProblems, instantText } from '../instants';
import { METADATA_LENGTH, USER_METADATA } from '../limits';
import { isMap, sortedEntries } from '../string-maps';

const MEMBERS: KnownOptions<NewObjectMetadata> = {
  cacheControl: true, contentDisposition: true, contentEncoding: true, contentLanguage: true, contentType: true,
  httpExpiresDate: true, userMetadata: true, sseAlgorithm: true,
};

/** Unless `value` is absent or metadata that S3 takes. */
export function metadataProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  if (!isMap(value)) {
    return [`\`${path}\` must be metadata, as in { contentType: 'text/plain' }, got: ${show(value)}`];
  }
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, httpExpiresDate, userMetadata, sseAlgorithm } = value;
  return [
    ...unknownOptionProblems(path, value, MEMBERS),
    ...Object.entries({ cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType })
      .flatMap(([name, header]) => textProblems(`${path}.${name}`, header, METADATA_LENGTH)),
    ...instantProblems(`${path}.httpExpiresDate`, httpExpiresDate),
    ...(userMetadata === undefined ? [] : userMetadataProblems(`${path}.userMetadata`, userMetadata)),
    ...enumProblems(`${path}.sseAlgorithm`, sseAlgorithm, SseAlgorithm, 'SseAlgorithm'),
  ];
}

/** Metadata as the API spells it. Only for metadata without problems. */
export function metadataRequest(metadata: NewObjectMetadata): object {
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, httpExpiresDate, userMetadata, sseAlgorithm } = metadata;
  return {
    CacheControl: cacheControl,
    ContentDisposition: contentDisposition,
    ContentEncoding: contentEncoding,
    ContentLanguage: contentLanguage,
    UserMetadata: userMetadata && Object.fromEntries(sortedEntries(userMetadata)),
    ContentType: contentType,
    HttpExpiresDate: httpExpiresDate && instantText(httpExpiresDate),
    SSEAlgorithm: sseAlgorithm,
  };
}

/** What of the metadata is metadata: how an object is encrypted isn't. */
export function metadataMembers(metadata: NewObjectMetadata = {}): string[] {
  return Object.entries(metadata).filter(([name, value]) => name !== 'sseAlgorithm' && value !== undefined).map(([name]) => name);
}

function userMetadataProblems(path: string, value: unknown): string[] {
  if (!isMap(value)) {
    return [`\`${path}\` must be values by their keys, as in { origin: 'scanner' }, got: ${show(value)}`];
  }
  const { count, keyLength, valueLength } = USER_METADATA;
  const entries = Object.entries(value);
  return [
    ...(entries.length <= count ? [] : [`\`${path}\` must hold at most ${count} values, got: ${entries.length}`]),
    ...entries.flatMap(([key]) => keyProblems(path, key, keyLength)),
    ...caseProblems(path, entries.map(([key]) => key)),
    ...entries.flatMap(([key, item]) => valueProblems(`${path}[${show(key)}]`, item, valueLength)),
  ];
}

function keyProblems(path: string, key: string, longest: number): string[] {
  if (Token.isUnresolved(key)) {
    return [`a key of \`${path}\` must be known at synth, got: a value known at deployment`];
  }
  return key !== '' && characterCount(key) <= longest ? [] : [`a key of \`${path}\` must have 1 to ${longest} characters, got: ${show(key)}`];
}

/** S3 keeps names in lower case, and of two that become one it isn't said which value stays. S3 User Guide, "Working with object metadata". */
function caseProblems(path: string, keys: readonly string[]): string[] {
  const spellings = new Map<string, string>();
  return keys.flatMap((key) => {
    const other = spellings.get(key.toLowerCase());
    spellings.set(key.toLowerCase(), key);
    return other === undefined ? [] : [`\`${path}\` must not have keys that differ in their case alone, got: ${show(other)} and ${show(key)}`];
  });
}

function valueProblems(path: string, value: unknown, longest: number): string[] {
  return Token.isUnresolved(value) || (typeof value === 'string' && characterCount(value) <= longest)
    ? []
    : [`\`${path}\` must be a string of at most ${longest} characters, got: ${show(value)}`];
}
