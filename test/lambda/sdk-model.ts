import { CreateJobRequest$ } from '@aws-sdk/client-s3-control';

/**
 * The SDK's model of CreateJob, as it carries it at run time: a shape is a number for a simple one, or an array that begins
 * with its kind; a member is a shape, or a pair of a shape and its traits; any of them may stand behind a function.
 */
const [LIST, MAP, STRUCTURE, UNION] = [1, 2, 3, 4];
const [STRING, NUMBER, BOOLEAN, TIMESTAMP] = [0, 1, 2, 4];
const [LIST_OF, MAP_OF] = [64, 128];

/** Structures of which one member says which: not modelled as unions, but sent as such. */
const CHOICES = ['JobOperation', 'GeneratedManifestEncryption'];

/** A shape in the one form that is walked here. */
export type Shape =
  | { readonly type: 'text' | 'number' | 'boolean' | 'date' }
  | { readonly type: 'list' | 'map'; readonly item: Shape }
  | { readonly type: 'structure' | 'choice'; readonly members: { readonly [name: string]: Shape }; readonly required: readonly string[] };

/** CreateJob's request without the account, which isn't in the body. */
export const createJobShape = shapeOf(CreateJobRequest$);

/** Every place of a shape at which a value stands: `Report.Bucket`, `Tags[].Key`. */
export function fieldsOf(shape: Shape, path = ''): string[] {
  switch (shape.type) {
    case 'structure':
    case 'choice': {
      const fields = Object.entries(shape.members).flatMap(([name, member]) => fieldsOf(member, path === '' ? name : `${path}.${name}`));
      return fields.length > 0 ? fields : [path];
    }
    case 'list': return fieldsOf(shape.item, `${path}[]`);
    case 'map': return [`${path}{}`];
    default: return [path];
  }
}

/** A member whose traits name a header stands there instead. */
function isInBody(member: unknown): boolean {
  const traits = isPair(member) ? member[1] : undefined;
  return !(typeof traits === 'object' && traits !== null && 'httpHeader' in traits);
}

function shapeOf(model: unknown): Shape {
  const schema = unwrapped(model);
  if (typeof schema === 'number') {
    return simple(schema);
  }
  const [kind, , name, , first, second, required] = schema as [number, string, string, unknown, unknown, unknown, number | undefined];
  switch (kind) {
    case LIST: return { type: 'list', item: shapeOf(first) };
    case MAP: return { type: 'map', item: shapeOf(second) };
    case STRUCTURE:
    case UNION: {
      const names = first as string[];
      const members = names.map((member, index) => [member, (second as unknown[])[index]] as const).filter(([, member]) => isInBody(member));
      return {
        type: kind === UNION || CHOICES.includes(name) ? 'choice' : 'structure',
        members: Object.fromEntries(members.map(([member, of]) => [member, shapeOf(of)])),
        required: names.slice(0, required ?? 0),
      };
    }
    default: throw new Error(`the model has a kind that this walk doesn't know: ${kind} of ${name}`);
  }
}

function simple(schema: number): Shape {
  if (schema >= MAP_OF) {
    return { type: 'map', item: simple(schema - MAP_OF) };
  }
  if (schema >= LIST_OF) {
    return { type: 'list', item: simple(schema - LIST_OF) };
  }
  switch (schema) {
    case STRING: return { type: 'text' };
    case NUMBER: return { type: 'number' };
    case BOOLEAN: return { type: 'boolean' };
    case TIMESTAMP: return { type: 'date' };
    default: throw new Error(`the model has a simple shape that this walk doesn't know: ${schema}`);
  }
}

function unwrapped(model: unknown): unknown {
  if (typeof model === 'function') {
    return unwrapped(model());
  }
  return isPair(model) ? unwrapped(model[0]) : model;
}

function isPair(model: unknown): model is [unknown, unknown] {
  return Array.isArray(model) && model.length === 2;
}
