import type { ModelValue } from './decode';
import type { Shape, StructureShape } from './shape';
import type { XmlContent } from '../http/xml';

/** Writes a value of the model as the content of its XML element: the way back from `decode`. */
export function encode(value: ModelValue, shape: Shape): XmlContent {
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(value as { [name: string]: ModelValue });
      return Object.fromEntries(members.map(([name, member]) => [shape.elements[name] ?? name, encode(member, memberOf(shape, name))]));
    }
    case 'list':
      return { [shape.element]: (value as ModelValue[]).map((item) => encode(item, shape.item)) };
    case 'map':
      return { entry: Object.entries(value as { [key: string]: string }).map(([key, text]) => ({ key, value: text })) };
    default:
      return String(value);
  }
}

function memberOf({ members }: StructureShape, name: string): Shape {
  if (!Object.hasOwn(members, name)) throw new Error(`the model has no member \`${name}\` there, but: ${Object.keys(members).join(', ')}`);
  return members[name];
}
