import type { StackArtifact } from './cloud-assembly';
import { constructPath, ofConstruct } from './construct-path';
import { knownText } from './known-text';
import { namesOfStack } from './stack-names';
import type { ResourceDeclaration } from './template';
import type { TemplatePart } from './template-part';
import { type TemplateUse, templateUses } from './template-use';

/** A resource that a stack of an assembly, or one nested in it, declares. */
export interface DeclaredResource {
  readonly use: TemplateUse;
  readonly logicalId: string;
  readonly declaration: ResourceDeclaration;
  /** Its construct's; where the assembly doesn't name that, `Stack/LogicalId`, with the logical ids of nested stacks between. */
  readonly path: string;
}

/** The resources of a stack and of those nested in it. */
export function declaredResources(stack: StackArtifact): DeclaredResource[] {
  return templateUses(stack).flatMap(resourcesIn);
}

/** The resources of one template. */
export function resourcesIn(use: TemplateUse): DeclaredResource[] {
  return Object.entries(use.template.Resources).map(([logicalId, declaration]) => ({
    use, logicalId, declaration, path: pathOfPart({ use, section: 'Resources', name: logicalId }),
  }));
}

/** What a user is told that a part of a template is. */
export function pathOfPart({ use, section, name }: TemplatePart): string {
  const shown = shownPlace(use, use.stack.displayName);
  if (section !== 'Resources') return `${shown}.${section}.${name}`;
  return constructPath(use.template.Resources[name]) ?? `${shown}/${name}`;
}

/** A property that is a text and is known before the deployment; otherwise undefined. */
export function declaredText({ use, logicalId, declaration: { Properties = {} } }: DeclaredResource, name: string): string | undefined {
  return Object.hasOwn(Properties, name) ? knownText(Properties[name], `Resources.${logicalId}.Properties.${name}`, use.scope) : undefined;
}

/**
 * The resource that a user names by its construct's path, by a stack and logical ids, or by a logical id alone.
 * @param what what it is to be, such as `bucket`
 */
export function resourceNamed(resources: readonly DeclaredResource[], name: string, what: string): DeclaredResource {
  const byPath = resources.filter(({ path }) => path === ofConstruct(name));
  const [found, ...others] = byPath.length > 0 ? byPath : resources.filter((resource) => logicalNames(resource).includes(name));
  if (!found) throw new Error(`the stacks that are deployed have no ${what} ${name}; they have: ${resources.map(({ path }) => path).join(', ') || 'none'}`);
  if (others.length === 0) return found;
  throw new Error(`the stacks that are deployed have several ${what}s ${name}; name one by its path: ${[found, ...others].map(({ path }) => path).join(', ')}`);
}

function logicalNames({ use, logicalId }: DeclaredResource): string[] {
  return [logicalId, ...namesOfStack(use.stack).map((stackName) => `${shownPlace(use, stackName)}/${logicalId}`)];
}

/** The place of a template, with its stack called as somebody wants to see it. */
function shownPlace({ place, stack }: TemplateUse, stackName: string): string {
  return stackName + place.slice(stack.name.length);
}
