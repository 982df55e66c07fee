import { resolveText, type Scope } from '../assembly/resolve';
import type { Template } from '../assembly/template';
import { UnresolvedError } from '../assembly/unresolved-error';

/** The outputs of a template. One that can't be known is left out and warned of: nothing runs that reads it. */
export function resolveOutputs({ Outputs = {} }: Template, scope: Scope, warn: (message: string) => void): { [name: string]: string } {
  const outputs: { [name: string]: string } = {};
  for (const [name, { Value, Condition }] of Object.entries(Outputs)) {
    try {
      if (Condition === undefined || scope.condition(Condition, `Outputs.${name}.Condition`)) {
        outputs[name] = resolveText(Value, `Outputs.${name}.Value`, scope);
      }
    } catch (error) {
      if (!(error instanceof UnresolvedError)) throw error;
      warn(`the output is left out: ${error.message}`);
    }
  }
  return outputs;
}
