import { type Bounds, type ListShape, type MapShape, type NumberShape, type Shape, type StringShape, type StructureShape } from './shape';
import type { XmlNode } from '../http/xml';

/** A value of the model, as JSON has it; timestamps stay text. */
export type ModelValue = string | number | boolean | ModelValue[] | { [name: string]: ModelValue };

/** What came out of a body, and everything in it that the model doesn't allow, a line each. */
export interface Decoded {
  readonly value: ModelValue;
  readonly violations: readonly string[];
}

/** Reads an XML element as the model says, and finds all that is wrong with it. */
export function decode(node: XmlNode, shape: Shape): Decoded {
  const decoder = new Decoder();
  const value = decoder.value(node, shape, '');
  return { value, violations: decoder.violations };
}

class Decoder {
  readonly violations: string[] = [];

  value(node: XmlNode, shape: Shape, path: string): ModelValue {
    switch (shape.type) {
      case 'structure': return this.structure(node, shape, path);
      case 'list': return this.list(node, shape, path);
      case 'map': return this.map(node, shape, path);
      default: return this.scalar(node, shape, path);
    }
  }

  private structure(node: XmlNode, shape: StructureShape, path: string): ModelValue {
    this.expectNoText(node, path);
    const members = new Map(Object.keys(shape.members).map((name) => [shape.elements[name] ?? name, name]));
    const found: { [name: string]: ModelValue } = {};
    for (const child of node.children) {
      const name = members.get(child.name);
      const childPath = joined(path, name ?? child.name);
      if (name === undefined) this.refuse(childPath, 'is not known');
      else if (Object.hasOwn(found, name)) this.refuse(childPath, 'must not be given twice');
      else found[name] = this.value(child, shape.members[name], childPath);
    }
    for (const name of shape.required) {
      if (!Object.hasOwn(found, name)) this.refuse(joined(path, name), 'is required');
    }
    return found;
  }

  private list(node: XmlNode, shape: ListShape, path: string): ModelValue {
    this.expectNoText(node, path);
    const items = this.childrenNamed(node, shape.element, path).map((child, index) => this.value(child, shape.item, `${path}[${index}]`));
    this.expectWithin(items.length, shape, path, 'items');
    return items;
  }

  private map(node: XmlNode, shape: MapShape, path: string): ModelValue {
    this.expectNoText(node, path);
    const entries = this.childrenNamed(node, 'entry', path).map((entry, index) => {
      const entryPath = `${path}[${index}]`;
      const { key = '', value = '' } = this.structure(entry, entryShape(shape), entryPath) as { key?: string; value?: string };
      return [key, value] as const;
    });
    this.expectWithin(entries.length, shape, path, 'entries');
    const keys = entries.map(([key]) => key);
    const repeated = keys.find((key, index) => keys.indexOf(key) < index);
    if (repeated !== undefined) this.refuse(path, `must have each key once, got twice: ${repeated}`);
    return Object.fromEntries(entries);
  }

  private scalar(node: XmlNode, shape: Exclude<Shape, StructureShape | ListShape | MapShape>, path: string): ModelValue {
    if (node.children.length > 0) this.refuse(path, 'must be a single value');
    switch (shape.type) {
      case 'string': return this.string(node.text, shape, path);
      case 'boolean': return this.boolean(node.text, path);
      case 'timestamp': return this.timestamp(node.text, path);
      default: return this.number(node.text, shape, path);
    }
  }

  private string(text: string, { pattern, values, ...bounds }: StringShape, path: string): string {
    if (values && !values.includes(text)) this.refuse(path, `must be one of ${values.join(', ')}, got: ${text}`);
    if (pattern && !pattern.test(text)) this.refuse(path, `must match ${pattern.source}, got: ${text}`);
    this.expectWithin([...text].length, bounds, path, 'characters');
    return text;
  }

  private number(text: string, bounds: NumberShape, path: string): number {
    const number = Number(text);
    if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) this.refuse(path, `must be a whole number, got: ${text}`);
    else this.expectWithin(number, bounds, path);
    return number;
  }

  private boolean(text: string, path: string): boolean {
    if (text !== 'true' && text !== 'false') this.refuse(path, `must be true or false, got: ${text}`);
    return text === 'true';
  }

  private timestamp(text: string, path: string): string {
    const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) && isDay(text.slice(0, 10));
    if (!isInstant) this.refuse(path, `must be a date and time in ISO 8601, got: ${text}`);
    return text;
  }

  private childrenNamed(node: XmlNode, name: string, path: string): XmlNode[] {
    const unknown = node.children.find((child) => child.name !== name);
    if (unknown) this.refuse(joined(path, unknown.name), `is not known, the items are <${name}>`);
    return node.children.filter((child) => child.name === name);
  }

  private expectNoText(node: XmlNode, path: string): void {
    if (node.text.trim() !== '') this.refuse(path, `must hold elements, got the text: ${node.text.trim()}`);
  }

  private expectWithin(size: number, { min = -Infinity, max = Infinity }: Bounds, path: string, unit?: string): void {
    if (size >= min && size <= max) return;
    const range = max === Infinity ? `at least ${min}` : min === -Infinity ? `at most ${max}` : `${min} to ${max}`;
    this.refuse(path, unit ? `must have ${range} ${unit}, got ${size}` : `must be ${range}, got: ${size}`);
  }

  private refuse(path: string, rule: string): void {
    this.violations.push(`\`${path}\` ${rule}`);
  }
}

/** Whether the calendar has such a day; `Date` takes the 30th of February for one of March. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

function entryShape({ key, value }: MapShape): StructureShape {
  return { type: 'structure', members: { key, value }, required: ['key', 'value'], elements: {} };
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
