import type { Later } from './properties';
import type { AssetFile } from '../assembly/assets';
import type { Template } from '../assembly/template';

/** What a stack is made from. */
export interface StackDefinition {
  readonly template: Template;
  /** What the template's parameters are set to; of a nested stack a value may be out of reach. */
  readonly parameters: { readonly [name: string]: Later<string> };
  readonly assets: readonly AssetFile[];
}
