import { knownText } from './known-text';
import type { Json } from './template';
import { type PartId, partId } from './template-part';
import type { TemplateUse } from './template-use';

/** The outputs that stacks export, by the names they are imported by. */
export class ExportedParts {
  private readonly byName = new Map<string, PartId[]>();
  /** Exported by a name that isn't known before the deployment: any import may mean it. */
  private readonly unnamed: PartId[] = [];

  constructor(uses: readonly TemplateUse[]) {
    for (const use of uses) {
      for (const [output, { Export }] of Object.entries(use.template.Outputs ?? {})) {
        if (Export) this.add(partId(use, 'Outputs', output), knownText(Export.Name, `Outputs.${output}.Export.Name`, use.scope));
      }
    }
  }

  /** What an import may mean: where its name isn't known before the deployment, everything that is exported. */
  importedBy(name: Json, use: TemplateUse): readonly PartId[] {
    const known = knownText(name, use.place, use.scope);
    return [...(known === undefined ? [...this.byName.values()].flat() : this.byName.get(known) ?? []), ...this.unnamed];
  }

  private add(part: PartId, name: string | undefined): void {
    if (name === undefined) this.unnamed.push(part);
    else this.byName.set(name, [...(this.byName.get(name) ?? []), part]);
  }
}
