import { join } from 'node:path';
import type { Sharing, Size } from './deployment';
import { measureInChild, type Measured } from '../measure/child';
import { interleaved } from '../measure/interleaved';
import { plainScript } from '../measure/plain-script';

/** How the custom resources of a stack are run, and the script that synthesizes one. */
const SCRIPTS = {
  'this library': 'with-this-library',
  'Provider': 'with-provider',
  'AwsCustomResource': 'with-aws-custom-resource',
};

export type Way = keyof typeof SCRIPTS;
export const WAYS = Object.keys(SCRIPTS) as Way[];

/** What came of a stack. */
export interface Synthesis {
  readonly resources: number;
  /** Of the minified template. */
  readonly templateBytes: number;
  readonly assetBytes: number;
  /** From the first construct to the written assembly. */
  readonly seconds: number;
}

/** Stacks of one size, and what came of them in each way, round by round. */
export interface Measurement extends Size {
  readonly syntheses: Readonly<Record<Way, readonly Measured<Synthesis>[]>>;
}

const SHARINGS: readonly Sharing[] = ['a role each', 'one role'];
const NUMBERS_OF_JOBS: readonly number[] = [1, 10, 100, 150];
const SIZES: readonly Size[] = [
  ...SHARINGS.flatMap((sharing) => NUMBERS_OF_JOBS.map((jobs) => ({ jobs, sharing }))),
  { jobs: 100, sharing: 'one role, a prefix each' },
];

/** Synthesizes stacks of each size in each way, each in a process of its own. */
export async function measureSyntheses(rounds: number): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { jobs, sharing } of SIZES) {
    const synthesize = (way: Way) => {
      const script = plainScript(join(__dirname, `${SCRIPTS[way]}.child.ts`));
      return measureInChild<Synthesis>(script, { args: [String(jobs), sharing], typescript: false });
    };
    const rivals = await interleaved(rounds, { 'this library': () => synthesize('this library'), 'Provider': () => synthesize('Provider') });
    // which can't wait, and is here for its sizes
    const other = await interleaved(1, { AwsCustomResource: () => synthesize('AwsCustomResource') });
    measurements.push({ jobs, sharing, syntheses: { ...rivals, ...other } });
  }
  return measurements;
}
