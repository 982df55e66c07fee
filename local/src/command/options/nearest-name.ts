import { closest, distance } from 'fastest-levenshtein';

/** How many letters a misspelt name is off, at most: added, left out or exchanged. */
const SLIPS = 2;

/** The one of some names that another is likely to be a slip of; none where all are too far from it. */
export function nearestName(names: readonly string[], given: string): string | undefined {
  const nearest = closest(given, names);
  return distance(nearest, given) <= Math.min(SLIPS, given.length / 2) ? nearest : undefined;
}
