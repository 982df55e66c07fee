import { Properties, type TemplateScope } from './properties';
import { constructPath } from '../assembly/construct-path';
import { type Branches, referencesIn } from '../assembly/references';
import type { ResourceDeclaration, Template } from '../assembly/template';
import { UnknownValueError } from '../assembly/unresolved-error';

/** A resource that a template wants: one whose condition holds. */
export interface PlannedResource {
  readonly logicalId: string;
  readonly type: string;
  /** Undefined when the template doesn't say. */
  readonly constructPath?: string;
  readonly properties: Properties;
  /** Logical ids of what has to be there before it. */
  readonly dependencies: ReadonlySet<string>;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

/** The resources that a template wants; an error when they wait for each other. */
export function planOf(template: Template, scope: TemplateScope): PlannedResource[] {
  const wanted = Object.entries(template.Resources)
    .filter(([logicalId, { Condition }]) => Condition === undefined || scope.condition(Condition, `Resources.${logicalId}.Condition`));
  const logicalIds = new Set(wanted.map(([logicalId]) => logicalId));
  const plan = wanted.map(([logicalId, declaration]) => ({
    logicalId,
    type: declaration.Type,
    constructPath: constructPath(declaration),
    properties: new Properties(declaration.Properties ?? {}, `Resources.${logicalId}.Properties`, scope),
    dependencies: new Set(dependenciesOf(logicalId, declaration, scope).filter((id) => logicalIds.has(id))),
    deletionPolicy: declaration.DeletionPolicy ?? 'Delete',
    updateReplacePolicy: declaration.UpdateReplacePolicy ?? 'Delete',
  }));
  refuseCycles(plan);
  return plan;
}

function dependenciesOf(logicalId: string, { Properties: declared = {}, DependsOn = [] }: ResourceDeclaration, scope: TemplateScope): string[] {
  return [...[DependsOn].flat(), ...referencesIn(declared, branchesIn(scope, `Resources.${logicalId}.Properties`))];
}

/** Which branches of a template count, as far as its conditions can be known. */
export function branchesIn(scope: TemplateScope, path: string): Branches {
  return (condition) => {
    try {
      return scope.condition(condition, path);
    } catch (error) {
      if (error instanceof UnknownValueError) return undefined;
      throw error;
    }
  };
}

/** Takes away what depends on nothing that is left, until nothing is left; what remains waits for itself. */
function refuseCycles(plan: readonly PlannedResource[]): void {
  let left = [...plan];
  for (;;) {
    const ids = new Set(left.map(({ logicalId }) => logicalId));
    const next = left.filter(({ dependencies }) => [...dependencies].some((id) => ids.has(id)));
    if (next.length === 0) return;
    if (next.length === left.length) throw new Error(`the resources depend on each other in a circle: ${[...ids].join(', ')}`);
    left = next;
  }
}
