import { resolve, resolveText, type Scope } from '../assembly/resolve';
import { intrinsicOf, isJsonList, isJsonObject, type Json, type JsonObject } from '../assembly/template';
import { UnresolvedError } from '../assembly/unresolved-error';

/** What the names in a template stand for, its assets among them. */
export interface TemplateScope extends Scope {
  /** The folder of an asset, by its key in the assets' bucket. */
  assetFolder(objectKey: string, path: string): string;
}

/** A value that is needed only if something runs: the value, or why there is none. */
export type Later<Value> = { readonly value: Value } | { readonly problem: string };

/** The properties of a resource. What isn't read is never resolved, and so needn't be known. */
export class Properties {
  constructor(
    private readonly declared: JsonObject,
    private readonly path: string,
    private readonly scope: TemplateScope,
  ) {}

  /** A property's value; undefined when it isn't there. */
  value(name: string): Json | undefined {
    return Object.hasOwn(this.declared, name) ? resolve(this.declared[name], this.pathOf(name), this.scope) : undefined;
  }

  /** All properties' values. */
  all(): JsonObject {
    return resolve(this.declared, this.path, this.scope) as JsonObject;
  }

  /** A property that must be there and be a scalar. */
  text(name: string): string {
    if (!Object.hasOwn(this.declared, name)) throw new UnresolvedError(this.pathOf(name), 'the property is missing');
    return resolveText(this.declared[name], this.pathOf(name), this.scope);
  }

  /** A property that is a scalar, if it is there. */
  optionalText(name: string): string | undefined {
    return this.value(name) === undefined ? undefined : this.text(name);
  }

  /** A property that is a list; an absent one is empty. */
  list(name: string): readonly Json[] {
    const value = this.value(name) ?? [];
    if (!isJsonList(value)) throw new UnresolvedError(this.pathOf(name), `a list is wanted, got: ${JSON.stringify(value)}`);
    return value;
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** The properties within each item of a list; an absent one is empty. */
  items(name: string): readonly Properties[] {
    return this.list(name).map((item, index) => {
      const path = `${this.pathOf(name)}[${index}]`;
      if (!isJsonObject(item)) throw new UnresolvedError(path, `an object is wanted, got: ${JSON.stringify(item)}`);
      return new Properties(item, path, this.scope);
    });
  }

  /** The properties within one property; an absent one has none. */
  within(name: string): Properties {
    const declared = this.declared[name] ?? {};
    const value = intrinsicOf(declared) ? this.value(name) ?? {} : declared;
    if (!isJsonObject(value)) throw new UnresolvedError(this.pathOf(name), `an object is wanted, got: ${JSON.stringify(value)}`);
    return new Properties(value, this.pathOf(name), this.scope);
  }

  /** A property that is an asset's key: the folder that the assembly has for it. */
  assetFolder(name: string): string {
    return this.scope.assetFolder(this.text(name), this.pathOf(name));
  }

  private pathOf(name: string): string {
    return `${this.path}.${name}`;
  }
}

/** Reads a value that is needed only if something runs; a failure is kept until then. */
export function later<Value>(read: () => Value): Later<Value> {
  try {
    return { value: read() };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
