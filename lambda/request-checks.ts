import type { JobRequest, Tag } from '../src/private/contract';
import {
  DESCRIPTION_LENGTH, FUNCTION_ARN_LENGTH, KEY_CONSTRAINT_LENGTH, MANIFEST_LOCATION, OBJECT_TAGS, REPORT_PREFIX_LENGTH, TAG_CHARACTERS,
  USER_ARGUMENTS,
} from '../src/private/limits';

/**
 * What only the deployment can see wrong: synth lets a value through that isn't known before. Above all, a filter that
 * came out empty would widen the job to the whole bucket.
 */
export function requestProblems(request: JobRequest, accountId: string): string[] {
  return [
    ...textProblems('request', request),
    ...ownerProblems('Report.ExpectedBucketOwner', request.Report.ExpectedBucketOwner),
    ...ownerProblems('ManifestGenerator.ExpectedBucketOwner', request.ManifestGenerator?.S3JobManifestGenerator.ExpectedBucketOwner),
    ...filterProblems(request),
    ...manifestProblems(request),
    ...lengthProblems('Description', request.Description, DESCRIPTION_LENGTH),
    ...lengthProblems('Report.Prefix', request.Report.Prefix, REPORT_PREFIX_LENGTH),
    ...invocationProblems(request),
    ...objectTagProblems(request.Operation.S3PutObjectTagging?.TagSet as Tag[] | undefined),
    ...roleProblems(request.RoleArn, accountId),
  ];
}

/** Text that XML can't carry would arrive as other text: a prefix, say, as another prefix. */
const NOT_XML = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function textProblems(path: string, value: unknown): string[] {
  if (typeof value === 'string') {
    return NOT_XML.test(value) ? [`\`${path}\` has a control character or half a character, which can't be sent to S3: ${JSON.stringify(value)}`] : [];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => textProblems(`${path}.${name}`, item))
    : [];
}

/** Left empty, the check on the owner that was asked for might not be made. */
function ownerProblems(path: string, owner: string | undefined): string[] {
  return owner === undefined || /^\d{12}$/.test(owner) ? [] : [`\`${path}\` must be an account id of 12 digits, got: ${JSON.stringify(owner)}`];
}

function filterProblems({ ManifestGenerator }: JobRequest): string[] {
  const filter = ManifestGenerator?.S3JobManifestGenerator.Filter;
  if (filter === undefined) {
    return [];
  }
  const problems = emptyMembers('Filter', filter);
  const prefixes = filter.KeyNameConstraint?.MatchAnyPrefix ?? [];
  return [
    ...problems,
    ...prefixes.filter((prefix) => prefix !== '').flatMap((prefix) => lengthProblems('Filter.KeyNameConstraint.MatchAnyPrefix', prefix, KEY_CONSTRAINT_LENGTH)),
  ];
}

/** Every empty object, list and string under `value`: each would select more than was asked for. */
function emptyMembers(path: string, value: unknown): string[] {
  if (value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)) {
    return [`\`${path}\` must not be empty: S3 would select every object of the bucket`];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => emptyMembers(`${path}.${name}`, item))
    : [];
}

function manifestProblems({ Manifest }: JobRequest): string[] {
  if (Manifest === undefined) {
    return [];
  }
  const { ObjectArn, ETag, ObjectVersionId } = Manifest.Location;
  return [
    ...(/^arn:[^:]+:s3:::[^/]+\/./.test(ObjectArn)
      ? []
      : [`\`Manifest.Location.ObjectArn\` must name an object of a bucket, as in arn:aws:s3:::bucket/key, got: ${ObjectArn.slice(0, 100)}`]),
    ...lengthProblems('Manifest.Location.ObjectArn', ObjectArn, MANIFEST_LOCATION.arnLength),
    ...lengthProblems('Manifest.Location.ETag', ETag, MANIFEST_LOCATION.etagLength),
    ...lengthProblems('Manifest.Location.ObjectVersionId', ObjectVersionId, MANIFEST_LOCATION.versionIdLength),
  ];
}

function invocationProblems({ Operation }: JobRequest): string[] {
  const { FunctionArn, UserArguments } = (Operation.LambdaInvoke ?? {}) as { FunctionArn?: string; UserArguments?: Record<string, string> };
  const tooLong = Object.entries(UserArguments ?? {}).filter(([, value]) => value.length > USER_ARGUMENTS.valueLength);
  return [
    ...lengthProblems('LambdaInvoke.FunctionArn', FunctionArn, FUNCTION_ARN_LENGTH),
    ...tooLong.map(([key, value]) => (
      `\`LambdaInvoke.UserArguments[${JSON.stringify(key)}]\` must have at most ${USER_ARGUMENTS.valueLength} characters, got ${value.length}`
    )),
  ];
}

function objectTagProblems(tags: readonly Tag[] = []): string[] {
  const problem = (tag: Tag) => !TAG_CHARACTERS.test(tag.Key + tag.Value)
    || tag.Key.length < 1 || tag.Key.length > OBJECT_TAGS.keyLength || tag.Value.length > OBJECT_TAGS.valueLength;
  return tags.filter(problem).map((tag) => (
    `the object tag ${JSON.stringify(tag.Key)} must have a key of 1 to ${OBJECT_TAGS.keyLength} and a value of at most `
    + `${OBJECT_TAGS.valueLength} characters, of letters, digits, spaces and _.:/=+-@, got the value: ${JSON.stringify(tag.Value)}`
  ));
}

function lengthProblems(path: string, value: string | undefined, longest: number): string[] {
  return value === undefined || (value.length >= 1 && value.length <= longest)
    ? []
    : [`\`${path}\` must have 1 to ${longest} characters, got ${value.length}: ${JSON.stringify(value.slice(0, 100))}`];
}

/** S3 takes no role of another account: "Cross-account pass role is not allowed". */
function roleProblems(roleArn: string, accountId: string): string[] {
  return /^arn:[^:]+:iam::(\d{12}):role\/.+$/.exec(roleArn)?.[1] === accountId
    ? []
    : [`\`RoleArn\` must be a role of the stack's account ${accountId}, got: ${roleArn}`];
}
