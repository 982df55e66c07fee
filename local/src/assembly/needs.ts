import { ExportedParts } from './exported-parts';
import { importsIn, type Read, readsIn, stackOutputsIn } from './references';
import { isJsonObject, type Json, type JsonObject } from './template';
import { type PartId, partId, partsOf, type TemplatePart } from './template-part';
import type { TemplateUse } from './template-use';

/** Both branches of `Fn::If` count: which is taken may not be known before the deployment. */
const BOTH = () => undefined;

/** What the parts of some stacks' templates need of each other, as far as the templates say. */
export class Needs {
  private readonly uses: ReadonlyMap<string, TemplateUse>;
  private readonly exported: ExportedParts;

  constructor(uses: readonly TemplateUse[]) {
    this.uses = new Map(uses.map((use) => [use.place, use]));
    this.exported = new ExportedParts(uses);
  }

  /** What a part needs itself, not what that needs in turn. */
  of({ use, section, name }: TemplatePart): PartId[] {
    const { template: { Resources, Outputs = {} } } = use;
    const around = use.around ? [partId(use.around.use, 'Resources', use.around.logicalId)] : [];
    switch (section) {
      case 'Outputs': return [...this.inValue(Outputs[name] as unknown as Json, use), ...around];
      case 'Parameters': return this.ofParameter(name, use);
      case 'Resources': {
        const { Properties = {}, DependsOn = [] } = Resources[name];
        const waitedFor = [DependsOn].flat().flatMap((id) => this.resource(id, use));
        return [...this.inValue(this.ownProperties(Properties, name, use), use), ...waitedFor, ...around];
      }
    }
  }

  /** What a template imports of other stacks. */
  importsOf(use: TemplateUse): PartId[] {
    return this.imports(use.template as unknown as Json, use);
  }

  private inValue(value: Json, use: TemplateUse): PartId[] {
    return [...readsIn(value, BOTH).flatMap((read) => this.read(read, use)), ...this.imports(value, use)];
  }

  private imports(value: Json, use: TemplateUse): PartId[] {
    return [
      ...importsIn(value, BOTH).flatMap((name) => this.exported.importedBy(name, use)),
      ...stackOutputsIn(value, BOTH).flatMap((output) => this.exported.outputOf(output, use)),
    ];
  }

  private read({ name, attribute }: Read, use: TemplateUse): PartId[] {
    const { Parameters = {} } = use.template;
    if (Object.hasOwn(Parameters, name)) return [partId(use, 'Parameters', name)];
    const nested = this.nested(name, use);
    const output = attribute?.startsWith('Outputs.') ? attribute.slice('Outputs.'.length) : undefined;
    if (nested && output !== undefined) return [partId(use, 'Resources', name), partId(nested, 'Outputs', output)];
    return this.resource(name, use);
  }

  /** A resource; of a nested stack, which is there when all of it is, with all of that. */
  private resource(logicalId: string, use: TemplateUse): PartId[] {
    if (!Object.hasOwn(use.template.Resources, logicalId)) return [];
    const nested = this.nested(logicalId, use);
    const within = nested ? partsOf(nested).filter(({ section }) => section === 'Resources') : [];
    return [partId(use, 'Resources', logicalId), ...within.flatMap(({ name }) => this.resource(name, nested!))];
  }

  /** What a nested stack is given matters to what reads it in there. */
  private ownProperties(properties: JsonObject, logicalId: string, use: TemplateUse): JsonObject {
    const { Parameters, ...own } = properties;
    return Parameters !== undefined && this.nested(logicalId, use) ? own : properties;
  }

  private ofParameter(name: string, { around }: TemplateUse): PartId[] {
    const { Parameters = {} } = around?.use.template.Resources[around.logicalId].Properties ?? {};
    return around && isJsonObject(Parameters) && Object.hasOwn(Parameters, name) ? this.inValue(Parameters[name], around.use) : [];
  }

  private nested(logicalId: string, { place }: TemplateUse): TemplateUse | undefined {
    return this.uses.get(`${place}/${logicalId}`);
  }
}
