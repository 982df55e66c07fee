import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const TEST = join(__dirname, '..');

/**
 * Declares the tests of these files and folders (of those, all that lie below) as one suite. A mutant then costs one start of
 * the CDK, not one for each file that happens to run its line.
 */
export function declareSuites(places: readonly string[], but: readonly string[]): void {
  const suites = places.flatMap(suitesAt).filter((suite) => !but.includes(suite));
  for (const suite of suites) describe(suite, () => { jest.requireActual(join(TEST, suite)); });
}

function suitesAt(place: string): string[] {
  if (place.endsWith('.test.ts')) return [place];
  return readdirSync(join(TEST, place), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))
    .map((file) => relative(TEST, join(TEST, place, file))).sort();
}
