/** One shape of the service model: what a value may be, and how it is written in XML where that isn't the rule. */
export type Shape = StringShape | NumberShape | BooleanShape | TimestampShape | StructureShape | ListShape | MapShape;

/** A text; lengths are in characters, the pattern covers the whole text. */
export interface StringShape {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly values?: readonly string[];
}

/** A whole number. */
export interface NumberShape {
  readonly type: 'integer' | 'long';
  readonly min?: number;
  readonly max?: number;
}

/** `true` or `false`. */
export interface BooleanShape {
  readonly type: 'boolean';
}

/** A moment, ISO 8601 in UTC or with an offset. */
export interface TimestampShape {
  readonly type: 'timestamp';
}

/** Named members. */
export interface StructureShape {
  readonly type: 'structure';
  readonly members: { readonly [name: string]: Shape };
  readonly required: readonly string[];
  /** Members whose XML element isn't called as they are. */
  readonly elements: { readonly [member: string]: string };
}

/** Items in `<member>`, unless said otherwise. */
export interface ListShape {
  readonly type: 'list';
  readonly item: Shape;
  readonly element: string;
  readonly min?: number;
  readonly max?: number;
}

/** Texts by text, as `<entry><key/><value/></entry>`. */
export interface MapShape {
  readonly type: 'map';
  readonly key: StringShape;
  readonly value: StringShape;
  readonly min?: number;
  readonly max?: number;
}

/** Bounds of a length, a number or a count. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export const boolean: BooleanShape = { type: 'boolean' };
export const timestamp: TimestampShape = { type: 'timestamp' };

/** A text of `min` to `max` characters, wholly of a pattern where one is given. */
export function string(min: number, max: number, pattern?: string): StringShape {
  return { type: 'string', min, max, ...(pattern !== undefined && { pattern: new RegExp(`^(?:${pattern})$`, 'u') }) };
}

/** One of the texts. */
export function oneOf(...values: string[]): StringShape {
  return { type: 'string', values };
}

export function integer(min?: number, max = 2_147_483_647): NumberShape {
  return { type: 'integer', min, max };
}

export function long(min?: number): NumberShape {
  return { type: 'long', min };
}

/** Members by name; a name with `*` at its end is required. `elements` names those whose XML element has another name. */
export function structure(members: { readonly [name: string]: Shape } = {}, elements: StructureShape['elements'] = {}): StructureShape {
  const entries = Object.entries(members).map(([name, shape]) => [name.replace(/\*$/, ''), shape] as const);
  return {
    type: 'structure',
    members: Object.fromEntries(entries),
    required: Object.keys(members).filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)),
    elements,
  };
}

export function list(item: Shape, { element = 'member', ...bounds }: Bounds & { readonly element?: string } = {}): ListShape {
  return { type: 'list', item, element, ...bounds };
}

export function map(key: StringShape, value: StringShape, bounds: Bounds): MapShape {
  return { type: 'map', key, value, ...bounds };
}
