import { planOf, type PlannedResource } from './plan';
import type { Stack } from './stack';
import type { StackDefinition } from './stack-definition';
import { brokenLink, linksOf } from './stack-links';
import { StackOperation } from './stack-operation';
import { StackScope } from './stack-scope';
import type { LeftOut, OperationServices } from './stack-services';
import type { Template } from '../assembly/template';

/** All that it takes to create or update a stack. */
export interface PreparedStack {
  readonly operation: StackOperation;
  readonly plan: readonly PlannedResource[];
  /** Once the resources are there: works out what connects the stack with others. Returns why it can't be; undefined when it can. */
  link(): Error | undefined;
}

/** Reads what a definition wants of a stack; an error says what CloudFormation would refuse to begin, or what can't be played. */
export function prepareStack(stack: Stack, definition: StackDefinition, services: OperationServices): PreparedStack {
  const template = withoutLeftOut(definition.template, services.leftOut?.get(stack.place));
  const scope = new StackScope(stack, { ...definition, template }, services);
  const plan = planOf(template, scope);
  refuseChangedTypes(stack, plan);
  const warn = (message: string) => services.onEvent({ kind: 'warning', stackName: stack.name, message });
  withoutEffect(template).forEach(warn);
  return {
    operation: new StackOperation(stack, services),
    plan,
    link: () => {
      const links = linksOf(template, plan, scope, warn);
      const problem = brokenLink(stack, links, services.directory);
      if (problem !== undefined) return new Error(problem);
      stack.links = links;
      return undefined;
    },
  };
}

/** A template without what isn't played of it. */
function withoutLeftOut(template: Template, leftOut: ReturnType<LeftOut['get']>): Template {
  if (!leftOut) return template;
  const { Resources, Outputs = {} } = template;
  const without = <Part>(parts: { readonly [name: string]: Part }, names: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(parts).filter(([name]) => !names.has(name)));
  return { ...template, Resources: without(Resources, leftOut.Resources), Outputs: without(Outputs, leftOut.Outputs) };
}

/** CloudFormation can't make another type of a resource that is there. */
function refuseChangedTypes({ resources }: Stack, plan: readonly PlannedResource[]): void {
  const changed = plan.filter(({ logicalId, type }) => (resources.get(logicalId)?.type ?? type) !== type).map(({ logicalId }) => logicalId);
  if (changed.length > 0) {
    throw new Error(`the type of a resource can't be changed in an update, got other types for: ${changed.join(', ')}; rename it in the template`);
  }
}

/** The rule that the CDK puts into every template: it is about the account's bootstrap stack, which there is none of here. */
const BOOTSTRAP_RULE = 'CheckBootstrapVersion';
/** Of what it adds, the functions that aren't evaluated here are refused by name. */
const EVALUATED_TRANSFORM = 'AWS::LanguageExtensions';

/** What of a template's sections has no effect here, in words. */
function withoutEffect({ Transform = [], Rules = {} }: Template): string[] {
  const transforms = [Transform].flat().filter((transform) => transform !== EVALUATED_TRANSFORM);
  const rules = Object.keys(Rules).filter((name) => name !== BOOTSTRAP_RULE);
  return [
    ...transforms.map((transform) => `the transform ${JSON.stringify(transform)} isn't applied: the template is played as it is written`),
    ...rules.map((name) => `the rule ${name} isn't evaluated`),
  ];
}
