import { join } from 'node:path';
import type { ReadingSeconds } from './reading.child';
import type { WritingSeconds } from './writing.child';
import { measureInChild } from '../measure/child';
import { plainScript } from '../measure/plain-script';
import { grouped, ratesTable } from '../measure/rates';
import { ratioOf } from '../measure/samples';
import type { Section } from '../measure/section';

const ROWS = 500_000;
const ROUNDS = 5;
const AT_MOST = 1.5;

const ABOUT = `The rows of a manifest, where each part of the project has them in its hands, against csv-stringify and csv-parse, which encode and
check nothing: all from and to files, and what is compared in one process, in turn.

At synth, \`JobManifest.fromObjects\` checks each key, looks for one that is there twice, encodes it, finds what all begin with,
hashes the rows and has the CDK copy them into the assembly; csv-stringify gets keys that are encoded already, all at once. At
deployment, the handler puts the bucket before each row and holds the whole against the hash; by the libraries, that is csv-parse
and csv-stringify, piped. The engine reads a manifest to its end before the first task: it checks its UTF-8 and what S3 says of
each row, decodes the keys and keeps the rows in a file; csv-parse has its rows looped over, and dropped.`;

const SYNTH_MISSED = 'two fifths of it find out whether a key is there twice, and a quarter encodes; csv-stringify does neither. It happens once, when the app '
  + 'is synthesized, and a million keys take a few seconds';

/** Rows that are written and read here, against what libraries for CSV take for them alone. */
export async function manifestsSection(): Promise<Section> {
  const { declared, stringified, staged, rewritten } = await inPlainProcess<WritingSeconds>('writing');
  const { read, parsed } = await inPlainProcess<ReadingSeconds>('reading');
  return {
    title: 'Manifests',
    about: ABOUT,
    tables: [ratesTable(`${grouped(ROWS)} rows`, ROWS, {
      '`fromObjects`': declared,
      'csv-stringify': stringified,
      'the handler, staging': staged,
      'csv-parse and csv-stringify': rewritten,
      'the engine, reading': read,
      'csv-parse': parsed,
    })],
    goals: [
      { what: 'Time of `fromObjects` to csv-stringify\'s', measured: ratioOf(declared, stringified).median, atMost: AT_MOST, ifMissed: SYNTH_MISSED },
      { what: 'Time of the handler\'s staging to the libraries\'', measured: ratioOf(staged, rewritten).median, atMost: AT_MOST },
      { what: 'Time of the engine\'s reading to csv-parse\'s', measured: ratioOf(read, parsed).median, atMost: AT_MOST },
    ],
  };
}

/** A script of this folder, so that it and what it measures are all that its process holds. */
function inPlainProcess<T>(name: string): Promise<T> {
  return measureInChild<T>(plainScript(join(__dirname, `${name}.child.ts`)), { args: [String(ROWS), String(ROUNDS)], typescript: false });
}
