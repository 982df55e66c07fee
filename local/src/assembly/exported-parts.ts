import { knownText } from './known-text';
import { isJsonObject, type Json } from './template';
import { type PartId, partId } from './template-part';
import type { TemplateUse } from './template-use';

/** The outputs of stacks that others may read: the exported ones by the names they are imported by, and all by their stacks. */
export class ExportedParts {
  private readonly byName = new Map<string, PartId[]>();
  /** Exported by a name that isn't known before the deployment: any import may mean it. */
  private readonly unnamed: PartId[] = [];
  private readonly outputs: { readonly stack: string; readonly output: string; readonly part: PartId }[] = [];

  constructor(uses: readonly TemplateUse[]) {
    for (const use of uses) {
      for (const [output, { Export }] of Object.entries(use.template.Outputs ?? {})) {
        if (!use.around) this.outputs.push({ stack: use.stack.name, output, part: partId(use, 'Outputs', output) });
        if (Export) this.add(partId(use, 'Outputs', output), knownText(Export.Name, `Outputs.${output}.Export.Name`, use.scope));
      }
    }
  }

  /** What an import may mean: where its name isn't known before the deployment, everything that is exported. */
  importedBy(name: Json, use: TemplateUse): readonly PartId[] {
    const known = knownText(name, use.place, use.scope);
    return [...(known === undefined ? [...this.byName.values()].flat() : this.byName.get(known) ?? []), ...this.unnamed];
  }

  /** What `Fn::GetStackOutput` may mean: where its names aren't known before the deployment, every output. */
  outputOf(argument: Json, use: TemplateUse): readonly PartId[] {
    const { StackName = null, OutputName = null } = isJsonObject(argument) ? argument : {};
    const [stackName, outputName] = [StackName, OutputName].map((name) => knownText(name, use.place, use.scope));
    return this.outputs
      .filter(({ stack, output }) => stack === (stackName ?? stack) && output === (outputName ?? output))
      .map(({ part }) => part);
  }

  private add(part: PartId, name: string | undefined): void {
    if (name === undefined) this.unnamed.push(part);
    else this.byName.set(name, [...(this.byName.get(name) ?? []), part]);
  }
}
