import { type AssetFile, readAssetTemplate, templateAsset } from './assets';
import type { StackArtifact } from './cloud-assembly';
import { DeclaredScope } from './declared-scope';
import type { ParameterSources } from './parameters';
import { AssemblyError } from './part-of-assembly';
import { resolveText, type Scope } from './resolve';
import { STACK_TYPE } from './resource-types';
import { isJsonObject, type Json, type ResourceDeclaration, type Template } from './template';
import { UnresolvedError } from './unresolved-error';

/** A template in the place that a deployment has it for: a stack's own, or that of a nested stack. */
export interface TemplateUse {
  readonly stack: StackArtifact;
  /** The stack's name, and the logical ids that lead to a nested one, with slashes between: as `Stack` has it. */
  readonly place: string;
  readonly template: Template;
  readonly scope: Scope;
  /** Of a nested stack's: the template around it, and the resource there that it is. */
  readonly around?: { readonly use: TemplateUse; readonly logicalId: string };
}

type Given = { readonly [name: string]: ParameterSources['given'] };

/** A template whose nested ones are still to be found. */
interface FoundUse extends TemplateUse {
  readonly parameters: Given;
  /** The assets that led here. */
  readonly through: readonly AssetFile[];
}

/**
 * A stack's template, and those of the stacks nested in it. A nested stack whose template isn't in the assembly, or can't
 * be told before the deployment, is left to the deployment.
 */
export function templateUses(stack: StackArtifact): TemplateUse[] {
  const parameters = Object.fromEntries(Object.entries(stack.parameters).map(([name, value]) => [name, { value }]));
  return withNested(useOf(stack, { place: stack.name, template: stack.template, parameters, through: [] }));
}

function useOf(stack: StackArtifact, found: Omit<FoundUse, 'stack' | 'scope'>): FoundUse {
  const pseudoParameters = {
    'AWS::AccountId': stack.account,
    'AWS::Region': stack.region,
    // what a nested stack's is, is made up when it is made
    'AWS::StackName': found.around ? undefined : stack.name,
  };
  return { stack, ...found, scope: new DeclaredScope(found.template, found.parameters, pseudoParameters) };
}

function withNested(use: FoundUse): TemplateUse[] {
  const nested = Object.entries(use.template.Resources)
    .filter(([, { Type }]) => Type === STACK_TYPE)
    .flatMap(([logicalId, declaration]) => nestedIn(use, logicalId, declaration) ?? []);
  return [use, ...nested.flatMap(withNested)];
}

function nestedIn(use: FoundUse, logicalId: string, { Properties = {} }: ResourceDeclaration): FoundUse | undefined {
  const path = `Resources.${logicalId}.Properties`;
  const url = textIn(Properties.TemplateURL, `${path}.TemplateURL`, addressScope(use));
  const asset = 'value' in url ? templateAsset(use.stack.assets, url.value) : undefined;
  if (!asset) return undefined;
  if (use.through.includes(asset)) throw new AssemblyError(asset.path, `the template nests itself, by the resource \`${logicalId}\``);
  const { Parameters = {} } = Properties;
  const given = isJsonObject(Parameters) ? Object.entries(Parameters) : [];
  return useOf(use.stack, {
    place: `${use.place}/${logicalId}`,
    template: readAssetTemplate(asset),
    parameters: Object.fromEntries(given.map(([name, value]) => [name, textIn(value, `${path}.Parameters.${name}`, use.scope)])),
    around: { use, logicalId },
    through: [...use.through, asset],
  });
}

/** Of a template's address only its end matters, so that account and Region needn't be known. */
function addressScope({ template, parameters }: FoundUse): Scope {
  return new DeclaredScope(template, parameters, {
    'AWS::AccountId': 'account', 'AWS::Region': 'region', 'AWS::Partition': 'partition', 'AWS::URLSuffix': 'suffix', 'AWS::StackName': 'stack',
  });
}

function textIn(value: Json | undefined, path: string, scope: Scope): { readonly value: string } | { readonly problem: string } {
  try {
    return { value: resolveText(value ?? null, path, scope) };
  } catch (error) {
    if (error instanceof UnresolvedError) return { problem: error.message };
    throw error;
  }
}
