import type { Shape } from './sdk-model';

/** Text that says where it stands, in characters that XML has its own use for. */
const textAt = (path: string) => ` ${path} <&>"' ]]> ü🪣\t1 `;

/**
 * Requests in the SDK's terms, that is with dates, which together hold every field of a shape: one with everything for each
 * way to make a choice, one with nothing that may be left out, and one for each value of each field by itself.
 */
export function valuesOf(shape: Shape): unknown[] {
  const ways = Array.from({ length: mostChoices(shape) }, (_, choice) => full(shape, '', choice));
  return [minimal(shape, ''), ...ways, ...single(shape, '')];
}

/** Every member, and of each choice the one of that number. */
function full(shape: Shape, path: string, choice: number): unknown {
  switch (shape.type) {
    case 'structure': return mapMembers(shape.members, (member, name) => full(member, `${path}.${name}`, choice));
    case 'choice': {
      const names = Object.keys(shape.members);
      const name = names[choice % names.length];
      return { [name]: full(shape.members[name], `${path}.${name}`, choice) };
    }
    case 'list': return [full(shape.item, `${path}[0]`, choice), full(shape.item, `${path}[1]`, choice + 1)];
    case 'map': return { b: full(shape.item, `${path}{b}`, choice), [textAt(path)]: '', a: full(shape.item, `${path}{a}`, choice) };
    default: return leaves(shape.type, path)[0];
  }
}

/** Nothing but what the model requires. */
function minimal(shape: Shape, path: string): unknown {
  switch (shape.type) {
    case 'structure': return Object.fromEntries(shape.required.filter((name) => name in shape.members)
      .map((name) => [name, minimal(shape.members[name], `${path}.${name}`)]));
    case 'choice': return {};
    case 'list': return [];
    case 'map': return {};
    default: return leaves(shape.type, path)[0];
  }
}

/** One member beside the required ones, in each of its own ways. */
function single(shape: Shape, path: string): unknown[] {
  switch (shape.type) {
    case 'structure':
    case 'choice': {
      const rest = minimal(shape, path) as object;
      const others = Object.entries(shape.members)
        .flatMap(([name, member]) => single(member, `${path}.${name}`).map((value) => ({ ...rest, [name]: value })));
      return [rest, ...others];
    }
    case 'list': return [[], ...single(shape.item, `${path}[0]`).map((value) => [value])];
    case 'map': return [{}, ...single(shape.item, `${path}{a}`).map((value) => ({ a: value }))];
    default: return leaves(shape.type, path);
  }
}

function leaves(type: 'text' | 'number' | 'boolean' | 'date', path: string): unknown[] {
  switch (type) {
    case 'text': return [textAt(path), '', '007', 'true'];
    case 'number': return [7, 0, 2_147_483_647, 5 * 1024 ** 4];
    case 'boolean': return [true, false];
    case 'date': return [new Date('2026-02-03T04:05:06Z'), new Date(0), new Date('2026-02-03T04:05:06.070Z')];
  }
}

function mapMembers(members: { readonly [name: string]: Shape }, map: (member: Shape, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, map(member, name)]));
}

function mostChoices(shape: Shape): number {
  switch (shape.type) {
    case 'structure': return Math.max(1, ...Object.values(shape.members).map(mostChoices));
    case 'choice': return Math.max(Object.keys(shape.members).length, ...Object.values(shape.members).map(mostChoices));
    case 'list':
    case 'map': return mostChoices(shape.item);
    default: return 1;
  }
}
