import type { ManifestFilterConditions } from '../manifest-filter';
import type { FilterFacts } from './binding';
import { textProblems } from './checks';
import type { ManifestFilterRequest } from './contract';
import { instantProblems, instantText, instantWarnings } from './instants';
import { KEY_CONSTRAINT_LENGTH } from './limits';
import type { Warning } from './warnings';

/** A filter's part of a job. */
export interface FilterBinding {
  /** Undefined: every object. */
  readonly request?: ManifestFilterRequest;
  /** Start of the keys that it selects; undefined: any. */
  readonly keyPrefix?: string;
  readonly facts?: FilterFacts;
  /** With any of them the request must not be used. */
  readonly problems: readonly string[];
  readonly warnings: readonly Warning[];
}

const PATH = 'manifest.filter';

/** The compiler complains here of a condition that a new version of the struct has and this list lacks. */
const CONDITIONS: { readonly [condition in keyof Required<ManifestFilterConditions>]: true } = {
  keyPrefix: true, createdAfter: true, createdBefore: true,
};

/** Binds the conditions of `ManifestFilter.where`. */
export function bindFilter(conditions: ManifestFilterConditions, now: Date): FilterBinding {
  const problems = filterProblems(conditions);
  if (problems.length > 0) {
    return { problems, warnings: [] };
  }
  const { keyPrefix, createdAfter, createdBefore } = conditions;
  return {
    request: filterRequest(conditions),
    keyPrefix,
    facts: { createdBefore },
    problems: [],
    warnings: [
      ...instantWarnings(`${PATH}.createdAfter`, createdAfter, now),
      ...instantWarnings(`${PATH}.createdBefore`, createdBefore, now),
    ],
  };
}

function filterRequest({ keyPrefix, createdAfter, createdBefore }: ManifestFilterConditions): ManifestFilterRequest {
  return {
    CreatedAfter: createdAfter && instantText(createdAfter),
    CreatedBefore: createdBefore && instantText(createdBefore),
    KeyNameConstraint: keyPrefix === undefined ? undefined : { MatchAnyPrefix: [keyPrefix] },
  };
}

/** What can't be rendered, or would select other objects than those asked for. */
function filterProblems(conditions: ManifestFilterConditions): string[] {
  const given = Object.entries(conditions ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    return [`\`${PATH}\` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket`];
  }
  const { keyPrefix, createdAfter, createdBefore } = conditions;
  const problems = [
    ...given.filter(([name]) => !(name in CONDITIONS)).map(([name]) => (
      `\`${PATH}.${name}\` is no condition; there are: ${Object.keys(CONDITIONS).join(', ')}`
    )),
    ...textProblems(`${PATH}.keyPrefix`, keyPrefix, KEY_CONSTRAINT_LENGTH),
    ...instantProblems(`${PATH}.createdAfter`, createdAfter),
    ...instantProblems(`${PATH}.createdBefore`, createdBefore),
  ];
  return problems.length > 0 ? problems : orderProblems(createdAfter, createdBefore);
}

function orderProblems(after: Date | undefined, before: Date | undefined): string[] {
  return after === undefined || before === undefined || after < before
    ? []
    : [`\`${PATH}.createdAfter\` must be earlier than \`${PATH}.createdBefore\`, got: ${instantText(after)} and ${instantText(before)}`];
}
