import type { TemplateUse } from './template-use';

/** Something of a template that others need, or that needs others. */
export interface TemplatePart {
  readonly use: TemplateUse;
  readonly section: 'Resources' | 'Outputs' | 'Parameters';
  readonly name: string;
}

/** What tells parts from each other, among stacks that are deployed to one account and Region. */
export type PartId = string;

/** @see PartId */
export function partId({ place }: TemplateUse, section: TemplatePart['section'], name: string): PartId {
  return `${place}/${section}.${name}`;
}

/** The parts of a template. */
export function partsOf(use: TemplateUse): TemplatePart[] {
  const { Resources, Outputs = {}, Parameters = {} } = use.template;
  return Object.entries({ Resources, Outputs, Parameters })
    .flatMap(([section, parts]) => Object.keys(parts).map((name) => ({ use, section: section as TemplatePart['section'], name })));
}
