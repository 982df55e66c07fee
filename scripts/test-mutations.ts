/**
 * Meets the mutants of all parts of the source, or of those of `--part lambda` (repeatable), and writes docs/MUTATION-TESTS.md.
 * Fails if tests notice fewer of a part's mutants than they must.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PartialStrykerOptions } from '@stryker-mutator/api/core' with { 'resolution-mode': 'import' };
import { mutationDocument, mutationResultsIn, scoreOf, type MutationResult } from './mutation-document';
import { partsNamed, type MutationPart } from './mutation-parts';
import { jest } from '../package.json';

const DOCUMENT = join(__dirname, '..', 'docs', 'MUTATION-TESTS.md');
/** In percent. */
const LEAST_SCORE = 85;

async function main(): Promise<void> {
  const { values: { part: names } } = parseArgs({ options: { part: { type: 'string', multiple: true, default: [] } } });
  const { Stryker } = await import('@stryker-mutator/core');
  for (const part of partsNamed(names)) {
    const mutants = await new Stryker(optionsFor(part)).runMutationTest();
    const count = (...statuses: readonly string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
    const result: MutationResult = {
      part: part.name,
      killed: count('Killed', 'Timeout', 'RuntimeError'),
      survived: count('Survived'),
      uncovered: count('NoCoverage'),
      date: new Date().toISOString().slice(0, 10),
    };
    console.log(JSON.stringify(result));
    write(result);
    if (scoreOf(result) < LEAST_SCORE) process.exitCode = 1;
  }
}

function optionsFor({ name, mutate, suite }: MutationPart): PartialStrykerOptions {
  const reportFile = (kind: string) => join('reports', 'mutation', `${name.replace('/', '-')}.${kind}`);
  return {
    mutate: [...mutate],
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    // one suite has them all, whatever they import
    jest: { projectType: 'custom', enableFindRelatedTests: false, config: jestConfigOf(suite) },
    reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
    clearTextReporter: { logTests: false, allowColor: false },
    htmlReporter: { fileName: reportFile('html') },
    jsonReporter: { fileName: reportFile('json') },
    ignorePatterns: ['/lib', '/dist', '/reports', '/local/lib', '/test-reports', '/bench', '/docs', '.docs'],
    // mutants that loop are noticed by their hits; this is for a machine that has other things to do
    timeoutMS: 180_000,
    allowEmpty: false,
  };
}

function jestConfigOf(suite: string) {
  const testEnvironment = require.resolve('../test/mutation/bailing-environment.cjs');
  return { ...jest, testMatch: [`<rootDir>/test/mutation/${suite}.ts`], testEnvironment, reporters: [] };
}

/** At once, for all parts together take hours. */
function write(result: MutationResult): void {
  const others = existsSync(DOCUMENT) ? mutationResultsIn(readFileSync(DOCUMENT, 'utf8')).filter(({ part }) => part !== result.part) : [];
  writeFileSync(DOCUMENT, mutationDocument([...others, result]));
}

void main();
