import { join } from 'node:path';
import { AssemblyError } from './part-of-assembly';
import { readJson } from './read-json';
import { isJsonObject, type Json, type Template } from './template';

/** The template of a stack, and whether it has none of the resources that CloudFormation wants. */
export interface StackTemplate {
  readonly template: Template;
  readonly isEmpty?: true;
}

/** Reads a stack's template. The CDK writes one without `Resources` for a stack that has none. */
export function readStackTemplate(root: string, directory: string, file: string): StackTemplate {
  const { Resources, ...rest } = readJson<Partial<Template>>(root, directory, file);
  const template = checkedTemplate({ ...rest, Resources: Resources ?? {} }, join(directory, file));
  return { template, ...(Resources === undefined && { isEmpty: true }) };
}

/** Reads a template of an assembly; one whose resources aren't resources is refused. */
export function readTemplate(root: string, directory: string, file: string): Template {
  return checkedTemplate(readJson<Template>(root, directory, file), join(directory, file));
}

function checkedTemplate(template: Template, path: string): Template {
  const refuse = (problem: string) => { throw new AssemblyError(path, problem); };
  if (!isJsonObject(template.Resources as unknown as Json | undefined)) refuse('the template has no `Resources`');
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (logicalId.startsWith('Fn::')) refuse(`\`${logicalId}\` makes resources in a way that isn't played here`);
    if (typeof (resource as { Type?: unknown } | null)?.Type !== 'string') refuse(`the resource \`${logicalId}\` has no \`Type\``);
    if (!isObjectIfThere(resource.Properties)) refuse(`the \`Properties\` of the resource \`${logicalId}\` are no object`);
  }
  for (const section of SECTIONS) {
    if (!isObjectIfThere(template[section] as Json | undefined)) refuse(`\`${section}\` is no object`);
  }
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    if (!isJsonObject(output as unknown as Json)) refuse(`the output \`${name}\` is no object`);
  }
  return template;
}

const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Outputs'] as const;

function isObjectIfThere(value: Json | undefined): boolean {
  return value === undefined || isJsonObject(value);
}
