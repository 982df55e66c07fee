import { RULES } from './request-rules';
import type { JobRequest, ManifestFilterRequest, Tag } from '../src/private/contract';
import { MAX_OBJECTS, NOT_IN_XML } from '../src/private/limits';

/**
 * What only the deployment can see wrong: synth lets a value through that isn't known before. Above all, a filter that
 * came out empty would widen the job to the whole bucket.
 */
export function requestProblems(request: JobRequest, accountId: string): string[] {
  const { Operation, ManifestGenerator, RoleArn, ...rest } = request;
  const { Filter, ...generator } = ManifestGenerator?.S3JobManifestGenerator ?? {};
  return [
    ...textProblems('request', request),
    ...ruleProblems('', rest),
    ...ruleProblems('ManifestGenerator', generator),
    ...filterProblems(Filter),
    ...ruleProblems('', Operation),
    ...roleProblems(RoleArn, accountId),
  ];
}

/** What S3 would refuse of the tags that the job is to have. */
export function jobTagProblems(tags: readonly Tag[]): string[] {
  return ruleProblems('Tags', tags);
}

/** Unless there is no such number, or one that may be asked for. */
export function maxObjectsProblems(maxObjects: number | undefined): string[] {
  return maxObjects === undefined || (Number.isInteger(maxObjects) && maxObjects >= MAX_OBJECTS.min && maxObjects <= MAX_OBJECTS.max)
    ? []
    : [`\`maxObjects\` must be a whole number from ${MAX_OBJECTS.min} to ${MAX_OBJECTS.max}, got: ${maxObjects}`];
}

/** What can't be sent as it is, whatever it means. */
function textProblems(path: string, value: unknown): string[] {
  if (typeof value === 'string') {
    return textProblem(`\`${path}\``, value);
  }
  if (value === null) {
    return [`\`${path}\` must not be null: leave it out, or give it a value`];
  }
  return typeof value === 'object'
    ? Object.entries(value).flatMap(([name, item]) => [...textProblem(`a name in \`${path}\``, name), ...textProblems(`${path}.${name}`, item)])
    : [];
}

/** Text that XML can't carry would arrive as other text: a prefix, say, as another prefix. */
function textProblem(what: string, text: string): string[] {
  return NOT_IN_XML.test(text) ? [`${what} has a control character or half a character, which can't be sent to S3: ${JSON.stringify(text)}`] : [];
}

/** Members that are maps: their keys are data, not names. */
const MAPS: readonly string[] = ['UserArguments', 'UserMetadata'];

/** What the {@link RULES} say against the strings and numbers under `value`. */
function ruleProblems(path: string, value: unknown, rule = path): string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    const problem = Object.hasOwn(RULES, rule) ? RULES[rule](String(value)) : undefined;
    return problem === undefined ? [] : [`\`${path}\` ${problem}`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => ruleProblems(`${path}[${index}]`, item, `${rule}[]`));
  }
  const isMap = MAPS.some((name) => rule.endsWith(`.${name}`));
  return Object.entries(value ?? {}).flatMap(([name, item]) => (isMap
    ? ruleProblems(`${path}[${JSON.stringify(name)}]`, item, `${rule}{}`)
    : ruleProblems(join(path, name), item, join(rule, name))));
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function filterProblems(filter: ManifestFilterRequest | undefined): string[] {
  if (filter === undefined) {
    return [];
  }
  const empty = emptyMembers('Filter', filter);
  return empty.length > 0 ? empty : ruleProblems('Filter', filter);
}

/** A kind of encryption is named by an empty object. */
const MAY_BE_EMPTY = /^Filter\.MatchAnyObjectEncryption\.\d+\.\w+$/;

/** Every empty object, list and string under `value`: each would select more than was asked for. */
function emptyMembers(path: string, value: unknown): string[] {
  const isEmpty = value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  if (isEmpty && !(typeof value === 'object' && MAY_BE_EMPTY.test(path))) {
    return [`\`${path}\` must not be empty: S3 would select every object of the bucket`];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => emptyMembers(`${path}.${name}`, item))
    : [];
}

/** S3 takes no role of another account: "Cross-account pass role is not allowed". */
function roleProblems(roleArn: string, accountId: string): string[] {
  return /^arn:[^:]+:iam::(\d{12}):role\/.+$/.exec(roleArn)?.[1] === accountId
    ? []
    : [`\`RoleArn\` must be a role of the stack's account ${accountId}, got: ${roleArn}`];
}
