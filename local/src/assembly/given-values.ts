/**
 * Values that whoever deploys supplies for what can't be known here. A name is that of a parameter, `Logical` for what
 * `Ref` gives of a resource (of a custom one its handler isn't asked then), `Logical.Attribute`, or that of an export; with
 * a stack's name and a slash before it, it counts in that stack alone, and with `<stack>/<logical id>/` in a nested one.
 */
export class GivenValues {
  private readonly unused: Set<string>;

  constructor(private readonly values: { readonly [name: string]: string } = {}) {
    this.unused = new Set(Object.keys(values));
  }

  /** @param place the stack's name, and the logical ids that lead to a nested one, with slashes between */
  find(place: string, name: string): string | undefined {
    const found = [`${place}/${name}`, name].find((key) => Object.hasOwn(this.values, key));
    if (found === undefined) return undefined;
    this.unused.delete(found);
    return this.values[found];
  }

  /** The names that nothing has asked for so far. */
  get neverNeeded(): readonly string[] {
    return [...this.unused];
  }
}
