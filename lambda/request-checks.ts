import type { JobRequest, Tag } from '../src/private/contract';
import {
  DESCRIPTION_LENGTH, KEY_CONSTRAINT_LENGTH, OBJECT_TAGS, REPORT_PREFIX_LENGTH, TAG_CHARACTERS,
} from '../src/private/limits';

/**
 * What only the deployment can see wrong: synth lets a value through that isn't known before. Above all, a filter that
 * came out empty would widen the job to the whole bucket.
 */
export function requestProblems(request: JobRequest, accountId: string): string[] {
  return [
    ...filterProblems(request),
    ...lengthProblems('Description', request.Description, DESCRIPTION_LENGTH),
    ...lengthProblems('Report.Prefix', request.Report.Prefix, REPORT_PREFIX_LENGTH),
    ...objectTagProblems(request.Operation.S3PutObjectTagging?.TagSet as Tag[] | undefined),
    ...roleProblems(request.RoleArn, accountId),
  ];
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
