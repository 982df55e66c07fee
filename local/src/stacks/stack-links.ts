import { branchesIn, type PlannedResource } from './plan';
import type { TemplateScope } from './properties';
import type { Stack, StackLinks } from './stack';
import type { StackDirectory } from './stack-directory';
import { importsIn } from '../assembly/references';
import { resolveText } from '../assembly/resolve';
import type { Json, Template } from '../assembly/template';
import { UnresolvedError } from '../assembly/unresolved-error';

/** What connects a template's stack with others. An output that can't be known is left out and warned of: nothing runs that reads it. */
export function linksOf(template: Template, plan: readonly PlannedResource[], scope: TemplateScope, warn: (message: string) => void): StackLinks {
  const outputs: { [name: string]: string } = {};
  const exports: { [name: string]: string } = {};
  for (const [name, { Value, Condition, Export }] of Object.entries(template.Outputs ?? {})) {
    const path = `Outputs.${name}`;
    try {
      if (Condition !== undefined && !scope.condition(Condition, `${path}.Condition`)) continue;
      outputs[name] = resolveText(Value, `${path}.Value`, scope);
      if (Export !== undefined) exports[resolveText(Export.Name, `${path}.Export.Name`, scope)] = outputs[name];
    } catch (error) {
      if (!(error instanceof UnresolvedError)) throw error;
      warn(`the output is left out: ${error.message}`);
    }
  }
  return { outputs, exports, imports: importsOf(template, plan, scope) };
}

function importsOf({ Resources, Outputs = {} }: Template, plan: readonly PlannedResource[], scope: TemplateScope): Set<string> {
  const parts: [string, Json][] = [
    ...plan.map(({ logicalId }): [string, Json] => [`Resources.${logicalId}.Properties`, Resources[logicalId].Properties ?? {}]),
    ...Object.entries(Outputs).map(([name, { Value }]): [string, Json] => [`Outputs.${name}.Value`, Value]),
  ];
  return new Set(parts.flatMap(([path, part]) => importsIn(part, branchesIn(scope, path)).flatMap((name) => knownText(name, path, scope))));
}

function knownText(value: Json, path: string, scope: TemplateScope): string[] {
  try {
    return [resolveText(value, path, scope)];
  } catch (error) {
    if (error instanceof UnresolvedError) return [];
    throw error;
  }
}

/**
 * Why a stack can't have these links from now on; undefined when it can. CloudFormation template reference, `Fn::ImportValue`;
 * the texts as users quote them, in issues 4777 and 604 of aws-cdk.
 */
export function brokenLink(stack: Stack, { exports }: Pick<StackLinks, 'exports'>, directory: StackDirectory): string | undefined {
  for (const name of Object.keys(exports)) {
    const exporter = directory.exporterOf(name) ?? stack;
    if (exporter !== stack) return `Export with name ${name} is already exported by stack ${exporter.name}`;
  }
  for (const [name, value] of Object.entries(stack.links.exports)) {
    const importers = directory.importersOf(name).filter((other) => other !== stack).map((other) => other.name);
    const change = Object.hasOwn(exports, name) ? 'updated' : 'deleted';
    if (importers.length > 0 && exports[name] !== value) return `Export ${name} cannot be ${change} as it is in use by ${importers.join(' and ')}`;
  }
  return undefined;
}
