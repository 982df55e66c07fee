/** Takes what is alike but for its number of calls together, in the order of the first of each kind. */
export function summedCalls<Told extends { readonly calls: number }>(told: readonly Told[]): Told[] {
  const sums = new Map<string, Told>();
  for (const each of told) {
    const kind = JSON.stringify({ ...each, calls: undefined });
    sums.set(kind, { ...each, calls: each.calls + (sums.get(kind)?.calls ?? 0) });
  }
  return [...sums.values()];
}
