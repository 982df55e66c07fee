/**
 * Measures all parts, prints them, and writes bench/RESULTS.md and bench/growth.svg; or prints the parts of `npm run bench -- engine`.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineSection } from './engine/section';
import { handlerSection } from './handler/section';
import { manifestsSection } from './manifests/section';
import { machine } from './measure/machine';
import { sectionText } from './measure/markdown';
import type { Section } from './measure/section';
import { synthSection } from './synth/section';

/** How the templates grow with their jobs. */
const CHART = join(__dirname, 'growth.svg');

const PARTS: Readonly<Record<string, () => Promise<Section>>> = {
  synth: synthSection,
  handler: handlerSection,
  engine: engineSection,
  manifests: manifestsSection,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Error(`there is no part ${unknown}; there are: ${Object.keys(PARTS).join(' ')}`);
  const sections: Section[] = [];
  for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
    const section = await PARTS[name]();
    sections.push(section);
    console.log(`\n${sectionText(section)}`);
  }
  if (names.length === 0) writeResults(sections);
}

function writeResults(sections: readonly Section[]): void {
  const chart = sections.find((section) => section.chart !== undefined)?.chart;
  if (chart !== undefined) writeFileSync(CHART, chart);
  writeFileSync(join(__dirname, 'RESULTS.md'), `# Measurements

Written by \`npm run bench\`. What is compared was measured in turn, in one run: figures of one machine mean little, their ratios more. A figure is the
median of its rounds, with the least and the most of them; a ratio that of the rounds' own ratios.

${machine()}.

![Bytes of the template by number of jobs](growth.svg)

${sections.map(sectionText).join('\n\n')}
`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
