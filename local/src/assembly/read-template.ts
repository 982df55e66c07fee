import { join } from 'node:path';
import { AssemblyError } from './part-of-assembly';
import { readJson } from './read-json';
import { isJsonObject, type Json, type Template } from './template';

/** Reads a template of an assembly; one whose resources aren't resources is refused. */
export function readTemplate(root: string, directory: string, file: string): Template {
  const template = readJson<Template>(root, directory, file);
  const refuse = (problem: string) => { throw new AssemblyError(join(directory, file), problem); };
  if (!isJsonObject(template.Resources as unknown as Json | undefined)) refuse('the template has no `Resources`');
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (logicalId.startsWith('Fn::')) refuse(`\`${logicalId}\` makes resources in a way that isn't played here`);
    if (typeof (resource as { Type?: unknown } | null)?.Type !== 'string') refuse(`the resource \`${logicalId}\` has no \`Type\``);
  }
  return template;
}
