import type { Metafile } from 'esbuild';
import satisfies from 'spdx-satisfies';

/** Licenses that ask no more than that their text goes along, by their SPDX identifiers. */
export const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'] as const;

const RULE = '='.repeat(80);

/** A package of which something is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, as package.json has it. */
  readonly license?: string;
  /** What its license file says, and then its NOTICE, which the Apache license wants handed on as well. */
  readonly texts: readonly string[];
}

/** The directories of the packages that a bundle has bytes of, sorted: what was read and then left out isn't handed on. */
export function packageDirectories({ outputs }: Pick<Metafile, 'outputs'>): string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));
  return [...new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []))].sort();
}

/**
 * The file that goes with a bundle of these packages.
 * @throws an error that names each package that can't be handed on, and why
 */
export function thirdPartyLicenses(packages: readonly BundledPackage[]): string {
  const problems = packages.flatMap(problemsOf);
  if (problems.length > 0) throw new Error(['the bundle can\'t be handed on:', ...problems.sort()].join('\n- '));
  const byText = new Map<string, string[]>();
  for (const bundled of packages) {
    const text = bundled.texts.map(tidied).join('\n\n');
    byText.set(text, [...byText.get(text) ?? [], `${titleOf(bundled)} (${bundled.license})`]);
  }
  const sections = [...byText].map(([text, titles]) => `${[...new Set(titles)].sort().join('\n')}\n\n${text}\n`);
  return [`${unique(packages).length} packages are contained in assets/handler, under these licenses.\n`, ...sections.sort()].join(`\n${RULE}\n\n`);
}

function problemsOf({ license, texts, ...named }: BundledPackage): string[] {
  const title = titleOf(named);
  if (license === undefined) return [`${title} doesn't say what its license is`];
  return [
    ...isPermissive(license) ? [] : [`${title} is under ${license}, which none of ${PERMISSIVE.join(', ')} satisfies`],
    ...texts.some((text) => text.trim() !== '') ? [] : [`${title} is under ${license}, but has no file with the text of it`],
  ];
}

function isPermissive(license: string): boolean {
  try {
    return satisfies(license, PERMISSIVE);
  } catch {
    // no SPDX expression: `SEE LICENSE IN …`, `UNLICENSED` or a name of its own
    return false;
  }
}

/** The same package may lie in several directories. */
function unique(packages: readonly BundledPackage[]): string[] {
  return [...new Set(packages.map(titleOf))];
}

function titleOf({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string {
  return `${name} ${version}`;
}

function tidied(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/[^\S\n]+$/gm, '').replace(/^\n+|\n+$/g, '');
}
