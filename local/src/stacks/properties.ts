import type { AssetFile } from '../assembly/assets';
import { resolveKnownPart, type StandIn } from '../assembly/known-part';
import { resolve, resolveText, type Scope } from '../assembly/resolve';
import { intrinsicOf, isJsonList, isJsonObject, type Json, type JsonObject, type Template } from '../assembly/template';
import { UnresolvedError } from '../assembly/unresolved-error';

/** What the names in a template stand for, its assets among them. */
export interface TemplateScope extends Scope {
  /** The folder of an asset, by its key in the assets' bucket. */
  assetFolder(objectKey: string, path: string): string;
  /** The template of a nested stack, by its address in the assets' bucket. */
  nestedTemplate(url: string, path: string): NestedTemplate;
}

/** A template that another one refers to. */
export interface NestedTemplate {
  readonly template: Template;
  /** Those of the template around it. */
  readonly assets: readonly AssetFile[];
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

  /** All properties' values, with stand-ins for what can't be known. */
  allKnown(standIn: StandIn): JsonObject {
    return resolveKnownPart(this.declared, this.path, this.scope, standIn) as JsonObject;
  }

  /** A property's value with stand-ins for what can't be known; undefined when it isn't there. */
  known(name: string, standIn: StandIn): Json | undefined {
    return Object.hasOwn(this.declared, name) ? resolveKnownPart(this.declared[name], this.pathOf(name), this.scope, standIn) : undefined;
  }

  /** The names of the properties that are there. */
  get names(): readonly string[] {
    return Object.keys(this.declared);
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
    const declared = this.declared[name] ?? [];
    // what isn't read within an item needn't be known
    const items = isJsonList(declared) ? declared : this.list(name);
    return items.flatMap((item, index) => this.itemAt(`${this.pathOf(name)}.${index}`, item) ?? []);
  }

  /** The properties within one property; an absent one has none. */
  within(name: string): Properties {
    const declared = this.declared[name] ?? {};
    const value = intrinsicOf(declared) ? this.value(name) ?? {} : declared;
    if (!isJsonObject(value)) throw new UnresolvedError(this.pathOf(name), `an object is wanted, got: ${JSON.stringify(value)}`);
    return new Properties(value, this.pathOf(name), this.scope);
  }

  /** A property that is the address of a template. */
  nestedTemplate(name: string): NestedTemplate {
    return this.scope.nestedTemplate(this.text(name), this.pathOf(name));
  }

  /** A property that is an asset's key: the folder that the assembly has for it. */
  assetFolder(name: string): string {
    return this.scope.assetFolder(this.text(name), this.pathOf(name));
  }

  /** A property that is a list of assets' keys: of each the folder that the assembly has for it, or why there is none. */
  assetFolders(name: string): readonly Later<string>[] {
    return this.list(name).map((key, index) => later(() => this.scope.assetFolder(String(key), `${this.pathOf(name)}.${index}`)));
  }

  private itemAt(path: string, declared: Json): Properties | undefined {
    const item = intrinsicOf(declared) ? resolve(declared, path, this.scope) : declared;
    if (item === undefined) return undefined;
    if (!isJsonObject(item)) throw new UnresolvedError(path, `an object is wanted, got: ${JSON.stringify(item)}`);
    return new Properties(item, path, this.scope);
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
