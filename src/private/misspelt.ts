/** How many letters a misspelt name is off, at most: added, left out or exchanged, whatever their case. */
const SLIPS = 2;

/** Whether a name looks as if a known one had been meant: further from it, it is likely to be somebody's own. */
export function looksLikeOneOf(known: readonly string[], name: string): boolean {
  return known.some((meant) => distance(name.toLowerCase(), meant.toLowerCase()) <= SLIPS);
}

/** Levenshtein's distance of two words. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column++) {
      const exchanged = row[column - 1] + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[column] + 1, next[column - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}
