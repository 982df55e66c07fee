import type { DeclaredResource } from '../../assembly/declared-resource';
import type { TemplateUse } from '../../assembly/template-use';
import { physicalName } from '../../stacks/physical-name';

/** Stands for a character of an id that was made up, and so for any; no name can have it. */
const ANY = '\0';
const ANY_ID = ANY.repeat(12);
/** The longest name of a stack. CloudFormation API reference, CreateStack. */
const LONGEST_STACK = 128;

/** Whether a name may be the one that was made up for a resource which the template gives none. */
export function isMadeUpFor({ use, logicalId }: DeclaredResource, name: string, longest: number): boolean {
  return matches(physicalName(stackPattern(use), logicalId, ANY_ID, longest), name);
}

/** Whether a template is, or may be, that of a stack. */
export function isTemplateOf(use: TemplateUse, stackName: string): boolean {
  return matches(stackPattern(use), stackName);
}

/** A stack's name: that of a nested one is made up too. */
function stackPattern({ stack, around }: TemplateUse): string {
  return around ? physicalName(stackPattern(around.use), around.logicalId, ANY_ID, LONGEST_STACK) : stack.name;
}

function matches(pattern: string, name: string): boolean {
  return pattern.length === name.length && [...pattern].every((character, index) => character === ANY || character === name[index]);
}
